import type { ContractVersion } from '@slipway/backstage-plugin-contracts-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderContracts } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { VersionsCard } from './VersionsCard';

async function show(versions: ContractVersion[] = story.versions()) {
  await renderContracts(<VersionsCard versions={versions} />);
  return screen.getByRole('region', { name: 'Versions' });
}

const names = () =>
  screen.getAllByRole('listitem').map(each => each.firstChild?.textContent);

const item = (version: string) => {
  const found = screen
    .getAllByRole('listitem')
    .find(each => each.firstChild?.textContent === version);
  return found as HTMLElement;
};

describe('VersionsCard', () => {
  it('shows the last seven, oldest first, and says how many there are', async () => {
    const card = await show();

    expect(names()).toEqual([
      ...['2.2.0', '2.2.3', '2.3.0', '2.3.1', '2.4.0', '2.4.1'],
      '2.5.0-beta.3',
    ]);
    expect(card).toHaveTextContent('8 published, the last 7 shown');
  });

  it('shows all at a press, and the last ones again', async () => {
    await show();

    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(names()).toHaveLength(8);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the last' }),
    );
    expect(names()).toHaveLength(7);
  });

  it('says what each declares, and whether that is enough', async () => {
    await show();

    expect(item('2.4.0')).toHaveTextContent('2.4.0minorfits');
    expect(item('2.5.0-beta.3')).toHaveTextContent('minor, needs major');
    expect(item('2.5.0-beta.3')).not.toHaveTextContent('fits');
  });

  it('says where each lives, tenants of one environment together', async () => {
    await show();

    expect(item('2.4.0')).toHaveTextContent('qaprod · acme');
    expect(item('2.4.1')).not.toHaveTextContent(/prod|qa|acc|dev/);
  });

  it('marks what a silent source saw last', async () => {
    await show();

    expect(item('2.5.0-beta.3')).toHaveTextContent('dev, as last seen');
    expect(item('2.3.1')).not.toHaveTextContent('as last seen');
  });

  it('gives the exact time to who points at a day', async () => {
    await show();

    expect(within(item('2.3.0')).getByText(/^26 Oct/)).toHaveAttribute(
      'title',
      '2026-10-26T09:00:00.000Z',
    );
  });

  it('calls only the first one the first version', async () => {
    const versions = [
      story.version({ version: '1.1.0', judgement: undefined }),
      story.version({ version: '1.0.0', judgement: undefined }),
    ];
    await show(versions);

    expect(item('1.0.0')).toHaveTextContent('first version');
    expect(item('1.1.0')).toHaveTextContent('not compared');
  });

  it('says that a document cannot be read, with its line and message', async () => {
    await show([
      story.version({
        ...{ version: '1.1.0', judgement: undefined },
        problem: 'Line 12: a mapping has no colon.',
      }),
      story.version({ version: '1.0.0' }),
    ]);

    expect(item('1.1.0')).toHaveTextContent('cannot be read');
    expect(item('1.1.0')).toHaveTextContent('Line 12: a mapping has no colon.');
    expect(item('1.1.0')).not.toHaveTextContent('first version');
  });

  it('offers no more when all are shown', async () => {
    const card = await show(story.versions().slice(0, 3));

    expect(card).toHaveTextContent('3 published');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says what to do when there is none', async () => {
    expect(await show([])).toHaveTextContent(
      /No version was ever published.*A pipeline publishes versions/,
    );
  });

  it('calls a version that is no SemVer what it is', async () => {
    await show([
      story.version({
        ...{ version: 'build-217', versionKind: 'other' },
        judgement: story.judgement({ declaredBump: undefined }),
      }),
      story.version({ version: 'build-216', judgement: undefined }),
    ]);

    expect(item('build-217')).toHaveTextContent('no SemVer');
  });
});
