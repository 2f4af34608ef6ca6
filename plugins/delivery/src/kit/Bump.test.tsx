import { screen } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { Bump } from './Bump';

async function show(props: Parameters<typeof Bump>[0]) {
  const { container } = await renderDelivery(
    <div data-testid="bump">
      <Bump {...props} />
    </div>,
    { api: fakeApi() },
  );
  const root = screen.getByTestId('bump');
  const squares = [...container.querySelectorAll('rect')];
  return {
    root,
    filled: squares.map(square => square.getAttribute('opacity') === '1'),
  };
}

describe('Bump', () => {
  it.each([
    ['major', [true, false, false]],
    ['minor', [false, true, false]],
    ['patch', [false, false, true]],
  ] as const)(
    'fills the square of a %s step and says the word',
    async (bump, squares) => {
      const { root, filled } = await show({ bump, kind: 'semver' });

      expect(root).toHaveTextContent(new RegExp(`^${bump}$`));
      expect(filled).toEqual(squares);
    },
  );

  it('has a sign of its own for a prerelease', async () => {
    const { root, filled } = await show({ bump: 'prerelease', kind: 'semver' });

    expect(root).toHaveTextContent('prerelease');
    expect(filled).toEqual([]);
    expect(root.querySelector('svg')).toBeInTheDocument();
  });

  it.each([
    ['build-number', 'build number'],
    ['sha', 'sha'],
    ['text', 'not SemVer'],
  ] as const)('never passes %s off as SemVer', async (kind, words) => {
    const { root, filled } = await show({ kind, bump: 'major' });

    expect(root).toHaveTextContent(words);
    expect(root).not.toHaveTextContent('major');
    expect(filled).toEqual([]);
  });

  it('says rollback before all else', async () => {
    const { root, filled } = await show({
      rollback: true,
      bump: 'minor',
      kind: 'semver',
    });

    expect(root).toHaveTextContent(/^rollback$/);
    expect(filled).toEqual([]);
  });

  it.each([undefined, 'none'] as const)(
    'says nothing of the step %s',
    async bump => {
      const { root } = await show({ bump, kind: 'semver' });

      expect(root).toBeEmptyDOMElement();
    },
  );
});
