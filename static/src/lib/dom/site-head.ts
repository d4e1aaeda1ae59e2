// Brand and site navigation of the page's header, as the server wrote them: a page's own bar takes them over.

/** Null where the page has no header. Called before the page's content is replaced. */
export function siteHead(): Element | null {
  return document.querySelector(".site-head");
}
