"""Pages written for these tests, in the layouts that news sites have."""

from __future__ import annotations

import json

#: What surrounds an article on every site; none of it may get into a report.
NAV = '<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>'
COOKIES = (
    '<div class="cookie-banner" role="dialog"><p>We and our 812 partners store cookies on your '
    "device. You can accept all of them or choose.</p><button>Accept all</button></div>"
)
RELATED = (
    '<aside class="related"><h3>Read also</h3><article class="teaser"><a href="/x">The harbour '
    'fire of last year</a><span class="byline">By Someone Else</span></article></aside>'
)
FOOTER = "<footer><p>© 2026 The Gazette. All rights reserved.</p></footer>"
UNWANTED = ("partners store cookies", "Sport", "harbour fire", "Someone Else", "All rights")

FIRST = (
    "The bridge over the Vale will close on Monday for six weeks, the mayor of Vaux, Anna Field, "
    "said at a news conference on Sunday."
)
SECOND = (
    "“We found three cracks,” she said. Engineers had looked at the cables since January, "
    "according to the operator, and the police will stop lorries from Saturday."
)
THIRD = "Two people were hurt in the works last week, the hospital said. (Reuters)"


def page(body: str, head: str = "", language: str = "en", charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="{charset}">{head}</head>'
        f"<body>{body}</body></html>"
    )


def linked_data(**fields: object) -> str:
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{data}</script>'


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


#: A modern site: semantic elements, Open Graph, a meta line under the headline.
MODERN = page(
    f"{NAV}{COOKIES}<main><article><header><h1>Vale bridge to close</h1>"
    '<div class="article-meta"><span class="byline">By Jane Doe and <a href="/roe">John Roe</a>'
    '</span> <time datetime="2026-03-02T10:20:00Z">2 March 2026</time> <span>5 min read</span>'
    '<button class="share">Share</button></div></header>'
    '<figure><img src="b.jpg"><figcaption>The bridge. Photo: Ann Lens / AP</figcaption></figure>'
    f"{paragraphs(FIRST, SECOND, THIRD)}</article>{RELATED}</main>{FOOTER}",
    "<title>Vale bridge to close | The Gazette</title>"
    '<meta property="og:site_name" content="The Gazette">'
    '<meta property="og:title" content="Vale bridge to close">'
    '<meta property="article:published_time" content="2026-03-02T10:20:00Z">'
    '<link rel="canonical" href="https://gazette.example/vale-bridge">',
)

#: A site of divs, whose facts stand in JSON-LD only and whose source stands apart.
DIVS = page(
    f'{NAV}<div id="wrap"><div class="story"><div class="headline"><h1>Vale bridge to close</h1>'
    f'</div><div class="story-body">{paragraphs(FIRST, SECOND)}</div>'
    '<div class="source-line">Source: AFP</div></div></div>'
    f"{RELATED}{COOKIES}{FOOTER}",
    "<title>Vale bridge to close - Vaux Post</title>"
    + linked_data(
        headline="Vale bridge to close",
        datePublished="2026-03-02",
        author=[{"@type": "Person", "name": "Jane Doe"}],
        publisher={"@type": "Organization", "name": "Vaux Post"},
        url="https://post.example/1",
    ),
)

#: An old site: tables, line breaks, nothing stated.
OLD = page(
    f"<table><tr><td>{NAV}</td></tr><tr><td><h1>Vale bridge to close</h1>"
    f"<div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div></td></tr></table>{FOOTER}",
    "<title>Vale bridge to close</title>",
)

LIVE = page(
    f"{NAV}<main><h1>Vale bridge: latest</h1><div class='live-blog'>"
    + "".join(
        f"<article class='post'><h2>{hour}.00</h2><p>{text}</p></article>"
        for hour, text in ((12, THIRD), (11, SECOND), (10, FIRST))
    )
    + f"</div></main>{FOOTER}",
    "<title>Vale bridge: latest</title>",
)

#: What a newsroom in France makes of it: its quotation marks, its spaces, entities for both.
FRENCH = page(
    "<main><article><h1>Le pont de Vaux sera fermé</h1>"
    '<p class="signature">Par Jeanne Dupont avec AFP</p>'
    "<p>«&nbsp;Le pont sera ferm&eacute; d&egrave;s lundi&#8239;», a d&eacute;clar&eacute; "
    "dimanche la maire de Vaux, Anne Champ, lors d&rsquo;une conf&eacute;rence de presse.</p>"
    "<p>Selon l’exploitant, les c&acirc;bles étaient surveillés depuis janvier : trois fissures "
    "ont été trouvées. Les œuvres d’art coûtent 2 000 €, a-t-elle ajouté.</p></article></main>",
    '<title>Le pont de Vaux sera fermé</title><meta property="og:site_name" content="Le Courrier">',
    "fr",
)
