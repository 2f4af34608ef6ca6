import { readRemote } from './readRemote';

const credentials = (username: string) => ({ username, password: 'p' });
const config = {
  allowFileRemotes: true,
  remotes: [
    { urlPrefix: 'https://git.example.org/', credentials: credentials('all') },
    {
      urlPrefix: 'https://git.example.org/team/',
      credentials: credentials('team'),
    },
    { urlPrefix: 'ssh://git@git.example.org/', credentials: {} },
    { urlPrefix: 'file:///srv/git/' },
  ],
};

describe('readRemote', () => {
  it.each([
    ['https://git.example.org/team/a.git', 'team'],
    ['https://git.example.org/other/a.git', 'all'],
    ['https://GIT.example.org/team/a.git', 'team'],
    ['https://git.example.org/team/../other/a.git', 'all'],
    ['https://git.example.org.evil/team/a.git', undefined],
    ['http://git.example.org/team/a.git', undefined],
  ])('gives %s the credentials of the longest prefix', (url, username) => {
    expect(readRemote(url, config).credentials?.username).toBe(username);
  });

  it('knows the short form of ssh', () => {
    expect(readRemote('git@git.example.org:team/a.git', config)).toEqual({
      ...{ url: 'ssh://git@git.example.org/team/a.git', credentials: {} },
    });
  });

  it('pushes to the disk only below a prefix that is configured', () => {
    expect(readRemote('file:///srv/git/a.git', config).url).toBe(
      'file:///srv/git/a.git',
    );
    for (const url of ['file:///srv/git/../x', 'file:///etc/passwd']) {
      expect(() => readRemote(url, config)).toThrow(/only with/);
    }
    expect(() =>
      readRemote('file:///srv/git/a', { ...config, allowFileRemotes: false }),
    ).toThrow(/only with/);
  });

  it.each([
    ['ext::sh -c id', /no address|not by/],
    ['-x:y', /no address|not by/],
    ['ftp://git.example.org/a', /not by ftp/],
    ['https://a:b@git.example.org/a', /holds credentials/],
    ['ssh://git:word@git.example.org/a', /holds credentials/],
  ])('refuses %s', (url, sentence) => {
    expect(() => readRemote(url, config)).toThrow(sentence);
  });
});
