import type {
  CheckResult,
  DeployedVersion,
  Preflight,
} from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { Checks, ChecksList } from './Checks';
import { Diff } from './Diff';
import { VersionChoice } from './VersionChoice';

const show = (element: ReactElement) =>
  renderDelivery(element, { api: fakeApi() });

const check = (
  id: string,
  status: CheckResult['status'] = 'ok',
  change: Partial<CheckResult> = {},
): CheckResult => ({
  id,
  title: id,
  status,
  message: `About ${id}.`,
  tookMs: 1,
  ...change,
});

const many = (n: number) =>
  Array.from({ length: n }, (_, index) => check(`fine-${index}`));

function narrowPage(narrow: boolean) {
  window.matchMedia = ((query: string) => ({
    matches: narrow && query.includes('max-width: 700px'),
    media: query,
    addListener: () => {},
    removeListener: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
  })) as never;
}

const original = window.matchMedia;
afterEach(() => {
  window.matchMedia = original;
});

describe('ChecksList', () => {
  it('says the answer of each check in words, not by its colour only', async () => {
    await show(
      <ChecksList
        checks={[
          check('a', 'block'),
          check('b', 'unknown'),
          check('c', 'warn'),
          check('d', 'ok'),
        ]}
      />,
    );

    expect(screen.getAllByRole('listitem').map(row => row.textContent)).toEqual(
      [
        'blockeda. About a.',
        'could not tellb. About b.',
        'warningc. About c.',
        'okd. About d.',
      ],
    );
  });

  it('shows evidence only when asked for', async () => {
    await show(
      <ChecksList
        checks={[check('a', 'warn', { evidence: ['x: 1', 'y: 2'] })]}
      />,
    );
    const evidence = screen.getByText(/x: 1/);
    expect(evidence).not.toBeVisible();

    await userEvent.click(screen.getByText('Evidence'));

    expect(evidence).toBeVisible();
    expect(evidence).toHaveTextContent('x: 1 y: 2');
  });

  it('shows a value that makes the matter plain', async () => {
    const example = { caption: 'What it would answer:', text: '{ "id": 1 }' };
    await show(<ChecksList checks={[check('a', 'block', { example })]} />);

    const figure = screen.getByRole('figure');
    expect(figure).toHaveTextContent('What it would answer:{ "id": 1 }');
  });

  it('asks for no tick where nothing is being decided', async () => {
    await show(<ChecksList checks={[check('a', 'unknown')]} />);

    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('asks for one tick of each that could not be told, and of no other', async () => {
    const onAccept = jest.fn();
    await show(
      <ChecksList
        checks={[
          check('a', 'unknown'),
          check('b', 'warn'),
          check('c', 'block'),
        ]}
        onAccept={onAccept}
      />,
    );

    await userEvent.click(screen.getByRole('checkbox'));

    expect(onAccept).toHaveBeenCalledWith('a', true);
  });

  it('takes a tick back', async () => {
    const onAccept = jest.fn();
    await show(
      <ChecksList
        checks={[check('a', 'unknown')]}
        accepted={new Set(['a'])}
        onAccept={onAccept}
      />,
    );
    expect(screen.getByRole('checkbox')).toBeChecked();

    await userEvent.click(screen.getByRole('checkbox'));

    expect(onAccept).toHaveBeenCalledWith('a', false);
  });

  it('shows all checks where there is room', async () => {
    await show(<ChecksList checks={[...many(9), check('w', 'warn')]} />);

    expect(screen.getAllByRole('listitem')).toHaveLength(10);
  });

  it('folds the fine ones when one blocks, and unfolds them on request', async () => {
    await show(<ChecksList checks={[check('bad', 'block'), ...many(9)]} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText(/9 more are fine/)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Show them' }));

    expect(screen.getAllByRole('listitem')).toHaveLength(10);
  });

  it('folds the fine ones on a phone', async () => {
    narrowPage(true);
    await show(<ChecksList checks={many(9)} />);

    expect(screen.getByText(/^All 9 are fine\./)).toBeInTheDocument();
  });

  it('folds no few', async () => {
    narrowPage(true);
    await show(<ChecksList checks={many(3)} />);

    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('turns moments inside a sentence into local time', async () => {
    await show(
      <ChecksList
        checks={[
          check('a', 'warn', { message: 'Changed at 2020-01-02T03:04:05Z.' }),
        ]}
      />,
    );

    expect(screen.getByRole('listitem')).toHaveTextContent(
      /Changed at \d Jan 2020 \d\d:04\./,
    );
  });
});

describe('Checks', () => {
  const run = (value: Partial<Preflight>, pending = false) => ({
    value: story.preflight(value),
    pending,
    slow: false,
    rerun: () => {},
  });
  const showRun = (value: Partial<Preflight>, pending = false) =>
    show(
      <Checks
        run={run(value, pending)}
        checks={story.preflight(value).checks}
        accepted={new Set()}
        onAccept={() => {}}
      />,
    );

  it('keep their rows while they run again, under a thin bar', async () => {
    await showRun({}, true);

    const region = screen.getByRole('region', { name: 'Checks' });
    expect(region).toHaveAttribute('aria-busy', 'true');
    expect(
      within(region).getByRole('progressbar', { name: 'Checks are running' }),
    ).toBeInTheDocument();
    expect(within(region).getAllByRole('listitem')).toHaveLength(4);
    expect(region).not.toHaveTextContent(/took/);
  });

  it('say when they ran and how long that took', async () => {
    await showRun({});

    const region = screen.getByRole('region', { name: 'Checks' });
    expect(region).toHaveAttribute('aria-busy', 'false');
    expect(region).toHaveTextContent(/took 0\.8\ss/);
  });

  it('say what is not rolled back, in local time', async () => {
    await showRun({
      notRolledBack: [
        'the database and its rows since 2020-01-02T03:04:05.678Z',
        'secrets',
      ],
    });

    const region = screen.getByRole('region', { name: 'Checks' });
    expect(region).toHaveTextContent(
      /Not rolled back: the database and its rows since \d Jan 2020 \d\d:04, secrets/,
    );
    expect(region).not.toHaveTextContent('2020-01-02T');
  });

  it('claim nothing where nothing is named', async () => {
    await showRun({ notRolledBack: [] });

    expect(screen.queryByText('Not rolled back:')).not.toBeInTheDocument();
  });
});

describe('Diff', () => {
  it('shows each line as it is and as it will be, with its number', async () => {
    const { container } = await show(
      <Diff changes={story.preflight().changes} />,
    );

    expect(container.querySelector('del')).toHaveTextContent(
      '- tag: "2.4.0" # set by CI',
    );
    expect(container.querySelector('ins')).toHaveTextContent(
      '+ tag: "2.3.1" # set by CI',
    );
    expect(screen.getAllByText('14')).toHaveLength(2);
    expect(
      screen.getByText('prod/acme/payments/values.yaml · 1 line'),
    ).toBeInTheDocument();
  });

  it('counts the lines of each file', async () => {
    const [change] = story.preflight().changes;
    const [line] = change.lines;
    await show(
      <Diff
        changes={[
          { path: 'a.yaml', lines: [line, { ...line, line: 15 }] },
          { path: 'b.yaml', lines: [line] },
        ]}
      />,
    );

    expect(screen.getByText('a.yaml · 2 lines')).toBeInTheDocument();
    expect(screen.getByText('b.yaml · 1 line')).toBeInTheDocument();
  });

  it('says that it is not known yet what would change', async () => {
    await show(<Diff changes={[]} />);

    expect(
      screen.getByText('The checks have not said yet what would change.'),
    ).toBeInTheDocument();
  });
});

describe('VersionChoice', () => {
  const [current, suggested, older, banned] = story.versions();
  const more = Array.from({ length: 5 }, (_, n): DeployedVersion => ({
    ...older,
    version: `1.0.${n}`,
  }));
  async function choice(
    versions: DeployedVersion[],
    target: string | undefined = '2.3.1',
  ) {
    const onChoose = jest.fn();
    await show(
      <VersionChoice
        versions={versions}
        current="2.4.0"
        target={target}
        onChoose={onChoose}
      />,
    );
    return onChoose;
  }
  const offered = () =>
    screen
      .getAllByRole<HTMLInputElement>('radio')
      .map(radio => `${radio.value}${radio.checked ? '*' : ''}`);

  it('offers all that ran but the wanted one, the target chosen', async () => {
    await choice([current, suggested, older]);

    expect(offered()).toEqual(['2.3.1*', '2.2.3']);
  });

  it('is moved by the arrow keys past what cannot be chosen', async () => {
    const onChoose = await choice([suggested, banned, older]);
    screen.getByRole('radio', { name: /2\.3\.1/ }).focus();

    await userEvent.keyboard('{ArrowDown}');

    expect(onChoose).toHaveBeenCalledWith('2.2.3');
  });

  it('says why a version cannot be chosen, in place of its verdict', async () => {
    await choice([suggested, banned]);

    const radio = screen.getByRole('radio', { name: /2\.3\.0/ });
    expect(radio).toBeDisabled();
    expect(radio).toHaveAccessibleName(/Banned by oncall-2/);
  });

  it('shows four and all of them on request, then fewer again', async () => {
    await choice([suggested, older, ...more]);
    expect(offered()).toHaveLength(4);

    await userEvent.click(
      screen.getByRole('button', { name: 'All 7 versions that ran here' }),
    );
    expect(offered()).toHaveLength(7);
    await userEvent.click(
      screen.getByRole('button', { name: 'Fewer versions' }),
    );

    expect(offered()).toHaveLength(4);
  });

  it('keeps the target in sight however old it is', async () => {
    await choice([suggested, older, ...more], '1.0.4');

    expect(offered()).toContain('1.0.4*');
  });

  it('shows only the target first on a phone', async () => {
    narrowPage(true);
    await choice([suggested, older, ...more]);

    expect(offered()).toEqual(['2.3.1*']);
  });

  it('says that there is none', async () => {
    await choice([current]);

    expect(
      screen.getByText('No earlier version is known here.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });
});
