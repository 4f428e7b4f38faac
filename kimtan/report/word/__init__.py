"""The report as a Word document in the layout of Nghị định 30/2020/NĐ-CP, for a clerk to edit and an office to sign."""
