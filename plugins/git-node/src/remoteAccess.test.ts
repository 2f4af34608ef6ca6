import { remoteAccess } from './remoteAccess';

const url = 'https://git.example.org/a.git';

describe('remoteAccess', () => {
  it('sends a password as a header for this address alone', () => {
    const word = 'w';
    const { config, env } = remoteAccess({
      url,
      credentials: { username: 'ci', password: word },
    });
    const header = Buffer.from(`ci:${word}`).toString('base64');

    expect(config).toEqual([
      [`http.${url}.extraHeader`, `Authorization: Basic ${header}`],
    ]);
    expect(env.GIT_SSH_COMMAND).toContain('BatchMode=yes');
  });

  it('quotes what ssh and git are to read', () => {
    const { env } = remoteAccess({
      url,
      credentials: {
        ...{ sshKeyFile: "/it's/key", knownHostsFile: '/hosts' },
        caFile: '/ca.pem',
      },
    });

    expect(env.GIT_SSH_COMMAND).toContain(`-i '/it'\\''s/key'`);
    expect(env.GIT_SSH_COMMAND).toContain('StrictHostKeyChecking=yes');
    expect(env.GIT_SSL_CAINFO).toBe('/ca.pem');
  });

  it('adds nothing for a remote that is open to all', () => {
    expect(remoteAccess({ url }).config).toEqual([]);
  });
});
