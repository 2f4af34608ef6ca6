import { ConfigReader } from '@backstage/config';
import { readGitCredentials, readGitUrl } from './readGitRemote';

describe('a remote in the configuration', () => {
  it('has credentials, or none', () => {
    const config = new ConfigReader({ username: 'ci', caFile: '/ca.pem' });

    expect(readGitCredentials(undefined)).toBeUndefined();
    expect(readGitCredentials(config)).toMatchObject({
      ...{ username: 'ci', caFile: '/ca.pem', password: undefined },
    });
  });

  it('has an address without a password', () => {
    const url = (text: string) =>
      readGitUrl(new ConfigReader({ id: 'a', url: text }), 'x.repositories');

    expect(url('https://git.example.org/a.git')).toMatch(/^https/);
    expect(url('ssh://git@git.example.org/a.git')).toMatch(/^ssh/);
    expect(() => url('https://ci:word@git.example.org/a.git')).toThrow(
      "x.repositories: the url of 'a' holds a password",
    );
  });
});
