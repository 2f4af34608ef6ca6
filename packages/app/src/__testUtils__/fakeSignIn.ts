/** A session as the auth backend gives it. */
export function session(person: string) {
  const payload = Buffer.from(
    JSON.stringify({ sub: person, exp: Date.now() / 1000 + 3600 }),
  ).toString('base64url');
  return {
    profile: { displayName: person },
    providerInfo: {},
    backstageIdentity: {
      token: `head.${payload}.sign`,
      identity: {
        type: 'user',
        userEntityRef: person,
        ownershipEntityRefs: [person],
      },
    },
  };
}

/** The answer to somebody whom nobody knows. */
export const noSuchPerson = () =>
  Response.json(
    { error: { name: 'Error', message: 'No such person' } },
    { status: 401 },
  );

/**
 * A backend for each test of a file: it notes what it is asked, and knows
 * everybody. Nobody has been chosen in this tab before.
 */
export function useFakeBackend() {
  const asked: Request[] = [];
  const answer = jest.fn<Promise<Response>, [Request]>();
  beforeEach(() => {
    asked.length = 0;
    sessionStorage.clear();
    answer.mockImplementation(async ({ url, headers }) =>
      url.includes('/auth/')
        ? Response.json(
            session(headers.get('x-sandbox-person') ?? 'user:default/guest'),
          )
        : Response.json({ items: [], totalItems: 0 }),
    );
    jest.spyOn(global, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input, init);
      asked.push(request);
      return answer(request);
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  const signIns = () => asked.filter(({ url }) => url.includes('/auth/'));
  return {
    asked,
    answer,
    signIns,
    /** As whom somebody signed in, in order. */
    persons: () => signIns().map(r => r.headers.get('x-sandbox-person')),
  };
}
