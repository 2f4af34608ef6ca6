import { renderContracts } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { BumpBadge } from './BumpBadge';

type Props = Parameters<typeof BumpBadge>[0];

async function show(props: Props) {
  const { container } = await renderContracts(
    <p className="badge">
      <BumpBadge {...props} />
    </p>,
  );
  return container.querySelector('.badge') as HTMLElement;
}

const bump = (declaredBump: 'major' | 'minor' | 'patch' | 'none') =>
  story.judgement({ declaredBump });

describe('BumpBadge', () => {
  it.each([
    ['major', 0],
    ['minor', 1],
    ['patch', 2],
  ] as const)('says %s, and fills its square', async (declared, place) => {
    const badge = await show({ judgement: bump(declared) });

    expect(badge).toHaveTextContent(`${declared}fits`);
    const squares = [...badge.querySelectorAll('rect')];
    expect(squares.map(each => each.getAttribute('opacity'))).toEqual(
      squares.map((_, index) => (index === place ? '1' : '0.3')),
    );
  });

  it('hides its squares from screen readers, which get the word', async () => {
    const badge = await show({ judgement: bump('minor') });

    for (const picture of badge.querySelectorAll('svg')) {
      expect(picture).toHaveAttribute('aria-hidden', 'true');
    }
  });

  it('has no squares where nothing changed', async () => {
    const badge = await show({ judgement: bump('none') });

    expect(badge).toHaveTextContent('no change');
    expect(badge.querySelector('rect')).toBeNull();
  });

  it('leaves out that it fits where it shall be brief', async () => {
    const badge = await show({ judgement: bump('minor'), brief: true });

    expect(badge).not.toHaveTextContent('fits');
  });

  it('says in one badge that too little was declared', async () => {
    const badge = await show({ judgement: story.misfit(), brief: true });

    expect(badge.textContent).toBe('minor, needs major');
  });

  it('says what a version needs that is no SemVer', async () => {
    const judgement = { ...story.misfit(), declaredBump: undefined };

    expect(await show({ judgement })).toHaveTextContent(
      'no SemVer, needs major',
    );
  });

  it.each([
    [undefined, 'first version'],
    ['unreadable', 'cannot be read'],
    ['not-compared', 'not compared'],
  ] as const)(
    'says why there is no judgement (%s)',
    async (unjudged, words) => {
      const badge = await show({ judgement: undefined, unjudged });

      expect(badge.textContent).toBe(words);
    },
  );
});
