/* Every page there is, and who looks at it: nobody signed in, admin, alu, auto or member (see house.mjs).
 *
 * An address whose number is not known beforehand is found: `from` is a page, or another of these by
 * its name after an @, and `link` the address on it, without the language; with `through`, on one of
 * the pages it leads to. */
export const PAGES = [
  { name: 'home', path: '/' },
  { name: 'sign in', path: '/sign-in' },
  { name: 'password forgotten', path: '/forgotten' },
  { name: 'a link that is good no more', path: '/reset/used-long-ago', status: 404 },
  { name: 'clusters', path: '/clusters' },
  { name: 'cluster', from: '/clusters', link: '/clusters/\\d+-[^"\'?]*' },
  { name: 'organisations', path: '/organisations' },
  { name: 'organisations, none found', path: '/organisations?q=xyzzyx' },
  { name: 'organisation', from: '/organisations', link: '/organisations/\\d+-[^"\'?]*' },
  { name: 'needs and offers', path: '/listings' },
  { name: 'needs', path: '/needs' },
  { name: 'offers', path: '/offers' },
  { name: 'need or offer', from: '/listings', link: '/listings/\\d+-[^"\'?]*' },
  { name: 'search', path: '/search?q=aluminium' },
  { name: 'search, nothing typed', path: '/search' },
  { name: 'search, by meaning', path: '/search?q=str%C3%B8mpumpe%20ekstrudering' },
  { name: 'search, narrowed', path: '/search?q=aluminium&side=offer&place=DE&sector=C&page=2' },
  { name: 'search, nothing found', path: '/search?q=xyzzyx&side=offer' },
  { name: 'privacy', path: '/privacy' },
  { name: 'privacy, asking for the link', path: '/privacy/yours' },
  { name: 'privacy, a used link', path: '/privacy/yours/used-before', status: 404 },
  { name: 'privacy, deleted', path: '/privacy/erased' },
  { name: 'not there', path: '/nothing-stands-here', status: 404 },
  { name: 'not allowed', path: '/partners', status: [200, 403, 404], lands: '/sign-in' },

  { name: 'today', path: '/today', who: 'alu' },
  { name: 'search, to be saved', path: '/search?q=6082', who: 'alu' },
  { name: 'today, without English', path: '/today/english', who: 'alu' },
  { name: 'today, drafts', path: '/today/drafts', who: 'alu' },
  { name: 'today, expired', path: '/today/expired', who: 'alu' },
  { name: 'partners abroad', path: '/partners', who: 'alu' },
  { name: 'partner abroad', who: 'alu', from: '/partners', link: '/partners/\\d+-[^"\'?]*' },
  { name: 'match', who: 'alu', from: '@partner abroad', link: '/organisations/\\d+/partners/\\d+' },
  { name: 'ask for contact', who: 'alu', from: '@match', link: '/organisations/\\d+/partners/\\d+/approach' },
  { name: 'ask a cluster for contact', who: 'alu', from: '@partner abroad', link: '/partners/\\d+/approach' },
  { name: 'contact requests', path: '/approaches', who: 'alu' },
  { name: 'matches of a member', who: 'alu', from: '@match', link: '/organisations/\\d+/partners(?=["\'])' },
  { name: 'a warm way, to be asked', who: 'alu', from: '@partner abroad', link: '/introductions/new\\?cluster=[^"\']*' },
  { name: 'organisation abroad', who: 'auto', from: '/organisations?q=Ekstrudal', link: '/organisations/\\d+-[^"\'?]*' },
  { name: 'a warm way, told', who: 'auto', from: '@organisation abroad', link: '/introductions/new\\?organisation=[^"\']*' },
  { name: 'introductions', path: '/introductions', who: 'auto' },
  { name: 'introductions, none', path: '/introductions', who: 'codes' },
  { name: 'introduction', who: 'auto', from: '/introductions', link: '/introductions/\\d+' },
  { name: 'introductions, asked', path: '/introductions', who: 'member' },
  { name: 'introduction, to be answered', who: 'member', from: '@introductions, asked',
    link: '/introductions/\\d+/asked' },
  { name: 'introduction, a used link', path: '/introduction/used-before', status: 404 },
  { name: 'new matches', path: '/new-matches', who: 'alu' },
  { name: 'new matches, none', path: '/new-matches?country=MT', who: 'alu' },
  { name: 'consortia', path: '/consortia', who: 'alu' },
  { name: 'a team for a call, empty', path: '/consortia/call', who: 'alu' },
  { name: 'a team for a call', who: 'alu', path: '/consortia/call?title=Light%20bridges&role1=Str%C3%B8mpumpe%20ekstrudering'
    + '&role2=Materialpr%C3%BCfung&role3=friction%20stir%20welding&role4=xyzzyx&countries=3' },
  { name: 'gaps: needs', path: '/gaps', who: 'alu' },
  { name: 'gaps: offers', path: '/gaps?side=offer', who: 'alu' },
  { name: 'what counts how much', path: '/weights', who: 'alu' },
  { name: 'what counts how much, of one member', path: '/weights?proposal=yes&member=1', who: 'alu' },
  { name: 'not for us', path: '/refusals', who: 'alu' },
  { name: 'members', path: '/members', who: 'alu' },
  { name: 'own organisation', who: 'alu', from: '/members', link: '/organisations/\\d+-[^"\'?]*' },
  { name: 'change an organisation', who: 'alu', from: '@own organisation', link: '/organisations/\\d+/edit' },
  { name: 'translate an organisation', who: 'alu', from: '@own organisation',
    link: '/organisations/\\d+/translations/[a-z]+' },
  { name: 'new person', who: 'alu', from: '@own organisation', link: '/organisations/\\d+/people/new' },
  { name: 'change a person', who: 'alu', from: '/members', through: '/organisations/\\d+-[^"\'?]*',
    link: '/people/\\d+/edit' },
  { name: 'new organisation', path: '/organisations/new', who: 'alu' },
  { name: 'whose need', path: '/listings/new', who: 'alu' },
  { name: 'new need', who: 'alu', from: '/listings/new', link: '/organisations/\\d+/listings/new' },
  { name: 'own need or offer', who: 'alu', from: '@own organisation', link: '/listings/\\d+-[^"\'?]*' },
  { name: 'change a need', who: 'alu', from: '@own need or offer', link: '/listings/\\d+/edit' },
  { name: 'translate a need', who: 'alu', from: '@own need or offer',
    link: '/listings/\\d+/translations/[a-z]+' },
  { name: 'own draft', who: 'alu', from: '/today/drafts', link: '/listings/\\d+-[^"\'?]*' },
  { name: 'ask a member', who: 'alu', from: '@own draft', link: '/organisations/\\d+/ask\\?listing=\\d+' },
  { name: 'asked by mail', path: '/asks', who: 'alu' },
  { name: 'visits', path: '/visits', who: 'alu' },
  { name: 'network', path: '/network', who: 'alu' },
  { name: 'network of the cluster', path: '/network/cluster', who: 'alu' },
  { name: 'network, what trust grows from', path: '/network/rules', who: 'alu' },
  { name: 'whom did you visit', path: '/visits/new', who: 'alu' },
  { name: 'note a visit', who: 'alu', from: '@own organisation', link: '/organisations/\\d+/visits/new' },
  { name: 'asked, address good no more', path: '/asked/none', status: 404 },
  { name: 'collaborations, on a board', path: '/collaborations', who: 'alu' },
  { name: 'collaborations, in a table', path: '/collaborations?view=list', who: 'alu' },
  { name: 'collaborations, none like that', path: '/collaborations?state=closed', who: 'alu' },
  { name: 'collaboration', who: 'alu', from: '/collaborations?view=list', link: '/collaborations/\\d+(?=["\'])' },
  { name: 'collaboration, change it', who: 'alu', from: '@collaboration', link: '/collaborations/\\d+/edit' },
  { name: 'collaboration, begin it', who: 'alu', from: '@partner abroad',
    link: '/partners/\\d+/collaborations/new' },
  { name: 'collaboration, invited to it', who: 'alu', from: '/collaborations',
    link: '/collaborations/\\d+/invitation' },
  { name: 'stages', path: '/stages', who: 'alu' },
  { name: 'own fields', path: '/fields', who: 'alu' },
  { name: 'own fields of a member', who: 'alu', from: '@own organisation', link: '/organisations/\\d+/fields' },
  { name: 'colleagues', path: '/colleagues', who: 'alu' },
  { name: 'colleagues at a member', who: 'alu', from: '@own organisation', link: '/organisations/\\d+/colleagues' },
  { name: 'words', path: '/words', who: 'alu' },
  { name: 'teach a word', path: '/words/teach?word=strangpresse&lang=da&q=press', who: 'alu' },
  { name: 'teach a word, nothing found', path: '/words/teach?word=fluxolit&lang=da', who: 'alu' },
  { name: 'import', path: '/import', who: 'alu' },
  { name: 'me', path: '/me', who: 'alu' },
  { name: 'privacy, of mine', path: '/me/privacy', who: 'alu' },
  { name: 'how I hear of it', path: '/me/digest', who: 'alu' },
  { name: 'a feed that is no more', path: '/feeds/used-long-ago/news.atom', status: 404 },
  { name: 'my languages', path: '/me/languages', who: 'alu' },
  { name: 'signing in', path: '/me/security', who: 'alu' },
  { name: 'codes from an app', path: '/me/security/totp', who: 'alu' },
  { name: 'new passkey', path: '/me/security/passkeys/new', who: 'alu' },
  { name: 'is it still you', path: '/me/confirm?next=/me/security', who: 'alu' },

  { name: 'today, of a member', path: '/today', who: 'member' },
  { name: 'organisation of a member', who: 'member', from: '/me', link: '/organisations/\\d+(?=["\'])' },
  { name: 'partners of a member', who: 'member', from: '/me', link: '/organisations/\\d+/partners' },
  { name: 'match, to agree in', who: 'member', from: '@partners of a member',
    link: '/organisations/\\d+/partners/\\d+' },
  { name: 'need to agree about', who: 'member', from: '@organisation of a member',
    link: '/listings/\\d+-prim[^"\'?]*' },
  { name: 'new need of a member', who: 'member', from: '@organisation of a member',
    link: '/organisations/\\d+/listings/new' },

  { name: 'accounts', path: '/accounts', who: 'admin' },
  { name: 'who needs a second step', path: '/accounts/second-step', who: 'admin' },
  { name: 'account', who: 'admin', from: '/accounts', link: '/accounts/\\d+' },
  { name: 'providers', path: '/sign-in/providers', who: 'admin' },
  { name: 'provider', who: 'admin', from: '/sign-in/providers', link: '/sign-in/providers/\\d+' },
  { name: 'privacy, who saw what', path: '/audit', who: 'admin' },
  { name: 'privacy, who saw what, nobody', path: '/audit?person=nobody', who: 'admin', status: 422 },
  { name: 'privacy, record', path: '/privacy/record', who: 'admin' },
  { name: 'privacy, retention', path: '/privacy/retention', who: 'admin' },
  { name: 'words for everybody', path: '/words/proposals', who: 'admin' },
  { name: 'lists of codes', path: '/schemes', who: 'admin' },
  { name: 'mail', path: '/mail', who: 'admin' },
  { name: 'letter', who: 'admin', from: '/mail', link: '/mail/\\d+' },
  { name: 'texts of letters', path: '/mail/texts', who: 'alu' },
  { name: 'text of a letter', path: '/mail/texts/draft?lang=de', who: 'alu' },
  { name: 'letters to be ended, no longer', path: '/letters/end/x', status: 404 },
  { name: 'new cluster', path: '/clusters/new', who: 'admin' },
  { name: 'change a cluster', who: 'admin', from: '@cluster', link: '/clusters/\\d+/edit' },
];

function links(text, pattern) {
  return [...text.matchAll(new RegExp(`href=["']/en(${pattern})`, 'g'))]
    .map((hit) => hit[1].replaceAll('&amp;', '&'));
}

/* The addresses, without the language, once what had to be found is found. What is not there is
 * handed back as a fault, for a page that nothing leads to is one. */
export async function find_pages(ask, pages = PAGES) {
  const found = new Map();
  for (const page of pages) {
    if (page.path) {
      found.set(page.name, page.path);
      continue;
    }
    const from = page.from.startsWith('@') ? found.get(page.from.slice(1)) : page.from;
    const text = from ? await ask(page.who, '/en' + from) : '';
    const texts = page.through ? links(text, page.through).map((way) => ask(page.who, '/en' + way)) : [text];
    found.set(page.name, (await Promise.all(texts)).flatMap((one) => links(one, page.link))[0]);
  }
  return pages.map((page) => ({ ...page, path: found.get(page.name) }));
}
