import type { Operation } from '@slipway/backstage-plugin-delivery-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import type { DeliveryApi } from '../api/DeliveryApi';
import { NextCard } from './NextCard';
import { OperationActs } from './OperationActs';
import { StateCard, withoutWord } from './StateCard';
import { allSteps } from './steps';
import { StepsCard } from './StepsCard';
import { WhoWhyCard } from './WhoWhyCard';

const show = (element: ReactElement, change: Partial<DeliveryApi> = {}) =>
  renderDelivery(element, { api: fakeApi(change) });

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(story.STORY_NOW);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('allSteps', () => {
  it('are always seven in their order, however few were begun', () => {
    const [asked] = story.operation().stepDetails;
    const steps = allSteps(story.operation({ stepDetails: [asked] }));

    expect(steps.map(step => `${step.name} ${step.status}`)).toEqual([
      'asked done',
      'committed waiting',
      'seen waiting',
      'syncing waiting',
      'replicas waiting',
      'healthy waiting',
      'verifying waiting',
    ]);
  });

  it('come in their order when the backend sends them in another', () => {
    const { stepDetails } = story.operation();

    expect(
      allSteps(
        story.operation({ stepDetails: [...stepDetails].reverse() }),
      ).map(step => step.name),
    ).toEqual([
      'asked',
      'committed',
      'seen',
      'syncing',
      'replicas',
      'healthy',
      'verifying',
    ]);
  });
});

describe('withoutWord', () => {
  it.each([
    ['Not recovered: it still fails.', 'Not recovered', 'It still fails.'],
    ['Recovered in 1m 42s. It is 0.1 %.', 'Recovered', 'It is 0.1 %.'],
    ['2.3.1 runs.', 'Recovered', '2.3.1 runs.'],
    ['Recovered', 'Recovered', 'Recovered'],
    ['Recovered 0.1 % sooner', 'Recovered', 'Recovered 0.1 % sooner'],
  ])('of %j after %j is %j', (message, word, rest) => {
    expect(withoutWord(message, word)).toBe(rest);
  });
});

describe('StateCard', () => {
  const card = (change: Partial<Operation>) =>
    show(<StateCard operation={story.operation(change)} acts={null} />);

  it('counts on while it runs', async () => {
    await card({});

    expect(
      screen.getByRole('heading', { name: /^Rolling back, 41\ss$/ }),
    ).toBeInTheDocument();
  });

  it('stops counting at its end', async () => {
    await card({
      state: 'completed',
      endedAt: story.iso(story.STORY_NOW - 20_000),
    });

    expect(
      screen.getByRole('heading', { name: /^Completed in 21\ss$/ }),
    ).toBeInTheDocument();
  });

  it('says that one may leave only while it goes on', async () => {
    await card({ state: 'stuck', message: 'No memory left.' });

    expect(screen.getByText('No memory left.')).toBeInTheDocument();
    expect(screen.queryByText(/You can leave/)).not.toBeInTheDocument();
  });

  it('does not say the word of its end twice', async () => {
    const message = 'Not recovered: 3.9 % of requests still fail (n = 1,410).';
    await card({ state: 'not-recovered', message });

    expect(screen.getByRole('heading')).toHaveTextContent(/^Not recovered/);
    expect(
      screen.getByText('3.9 % of requests still fail (n = 1,410).'),
    ).toBeInTheDocument();
  });

  it('has a word of its own for an undo', async () => {
    await card({ type: 'undo' });

    expect(
      screen.getByRole('heading', { name: /^Undoing, / }),
    ).toBeInTheDocument();
  });

  it('counts only what is done as progress', async () => {
    const [asked] = story.operation().stepDetails;
    await card({
      state: 'stuck',
      step: 2,
      stepDetails: [
        asked,
        { ...asked, name: 'committed', status: 'failed' },
        { ...asked, name: 'seen', status: 'skipped' },
      ],
    });

    expect(
      screen.getByRole('progressbar', { name: 'Step 2 of 6' }),
    ).toHaveAttribute('aria-valuenow', '1');
  });
});

describe('StepsCard', () => {
  const steps = async (change: Partial<Operation>) => {
    await show(<StepsCard operation={story.operation(change)} />);
    return screen.getAllByRole('listitem');
  };
  const step = (
    change: Partial<Operation['stepDetails'][number]>,
  ): Partial<Operation> => ({
    stepDetails: [{ ...story.operation().stepDetails[0], ...change }],
  });

  it('says the commit beside the step that made it', async () => {
    const items = await steps({});

    expect(
      within(items[1]).getByRole('link', { name: /^3f9a1c7/ }),
    ).toBeInTheDocument();
    expect(within(items[0]).queryByRole('link')).not.toBeInTheDocument();
  });

  it('says which try it was, from the second on', async () => {
    const [first] = await steps(step({ attempt: 3 }));

    expect(first).toHaveTextContent('attempt 3');
  });

  it('says nothing of the first try', async () => {
    const [first] = await steps(step({ attempt: 1 }));

    expect(first).not.toHaveTextContent('attempt');
  });

  it('says of a skipped step that it was', async () => {
    const [first] = await steps(step({ status: 'skipped' }));

    expect(first).toHaveTextContent('skipped');
  });

  it('says of a failed step why', async () => {
    const [first] = await steps(
      step({ status: 'failed', message: 'The push was refused.' }),
    );

    expect(first).toHaveTextContent('Asked, failed');
    expect(first).toHaveTextContent('The push was refused.');
  });

  it('stops the time of a step that was at work when the operation ended', async () => {
    const start = story.iso(story.STORY_NOW - 60_000);
    const end = story.iso(story.STORY_NOW - 45_000);
    const [first] = await steps({
      ...step({ status: 'failed', startedAt: start, endedAt: undefined }),
      endedAt: end,
    });

    expect(first).toHaveTextContent(/15\ss/);
  });

  it('tells a screen reader of steps, and not of ticking seconds', async () => {
    const items = await steps({});

    expect(screen.getByRole('list')).toHaveAttribute('aria-live', 'polite');
    expect(items[4].querySelector('[aria-live="off"]')?.textContent).toMatch(
      /s$/,
    );
  });
});

describe('NextCard', () => {
  it('is not there when there is nothing to do', async () => {
    await show(<NextCard acts={[]} />);

    expect(
      screen.queryByRole('region', { name: 'What to do next' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['kubectl get application payments', true],
    ['git revert 3f9a1c7', true],
    ['argocd app sync payments', true],
    ['gitops-retail has the commit.', false],
    ['Ask for more memory.', false],
  ])('offers to copy %j: %s', async (act, command) => {
    await show(<NextCard acts={[act]} />);

    expect(screen.getByText(act)).toBeInTheDocument();
    expect(
      screen.queryAllByRole('button', { name: 'Copy command' }),
    ).toHaveLength(command ? 1 : 0);
  });
});

describe('WhoWhyCard', () => {
  const card = async (change: Partial<Operation>) => {
    await show(<WhoWhyCard operation={story.operation(change)} />);
    return screen.getByRole('region', { name: 'Who and why' });
  };

  it.each([
    ['while it runs', 'committing', 'Not committed yet.'],
    ['after it was refused', 'refused', 'Nothing was committed.'],
  ] as const)('says %s what was committed', async (_, state, words) => {
    expect(await card({ state, commit: undefined })).toHaveTextContent(words);
  });

  it('links to the operation that it undoes', async () => {
    const region = await card({ type: 'undo', undoes: 'op-1' });

    expect(
      within(region).getByRole('link', { name: 'It undoes another operation' }),
    ).toHaveAttribute('href', '/delivery/operations/op-1');
  });

  it('has no row for an incident that there is not', async () => {
    const region = await card({ incident: undefined });

    expect(within(region).queryByText('Incident')).not.toBeInTheDocument();
  });

  it('shows a number of an incident as text', async () => {
    const region = await card({ incident: 'INC-2207' });

    expect(within(region).getByText('INC-2207')).toBeInTheDocument();
    expect(
      within(region).queryByRole('link', { name: 'INC-2207' }),
    ).not.toBeInTheDocument();
  });

  it('sums the checks up, and says nothing where none ran', async () => {
    expect(await card({})).toHaveTextContent('1 warning3 ok');
    expect(
      screen.queryByText('Checks', { selector: 'dt' }),
    ).toBeInTheDocument();
  });
});

describe('OperationActs', () => {
  const acts = (change: Partial<Operation>, api: Partial<DeliveryApi> = {}) => {
    const onChanged = jest.fn();
    return show(
      <OperationActs
        operation={story.operation(change)}
        onChanged={onChanged}
      />,
      api,
    ).then(() => onChanged);
  };
  const names = () =>
    screen.getAllByRole('button').map(button => button.textContent);

  it('are Stop until the commit', async () => {
    await acts({ can: { stop: true, undo: false } });

    expect(names()).toEqual(['Stop']);
    expect(
      screen.getByText('Stop is possible until the commit.'),
    ).toBeInTheDocument();
  });

  it('are Undo after it, and say why Stop is gone', async () => {
    await acts({});

    expect(names()).toEqual(['Undo: put 2.4.0 back']);
    expect(
      screen.getByText('Stop was possible until the commit.'),
    ).toBeInTheDocument();
  });

  it('are the way back and Undo at the end, with no word of Stop', async () => {
    await acts({ state: 'completed' });

    expect(names()).toEqual(['Undo: put 2.4.0 back', 'Back to payments']);
    expect(screen.queryByText(/Stop/)).not.toBeInTheDocument();
  });

  it('are only the way back where nothing can be undone', async () => {
    await acts({ state: 'refused', can: { stop: false, undo: false } });

    expect(names()).toEqual(['Back to payments']);
  });

  it('lead back to the lane', async () => {
    await acts({ state: 'completed' });

    await userEvent.click(
      screen.getByRole('button', { name: 'Back to payments' }),
    );

    expect(screen.getByLabelText('address')).toHaveTextContent(
      '/catalog/default/component/payments/deployments?deployment=prod-acme',
    );
  });

  it('say why the undo could not be opened, and stay', async () => {
    const error = await failure(404, 'The folder is gone');
    await acts({}, { deployment: () => Promise.reject(error) });

    await userEvent.click(screen.getByRole('button', { name: /^Undo/ }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not started: The folder is gone',
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('ask once before stopping, and leave everything as it is on Cancel', async () => {
    const onChanged = await acts({ can: { stop: true, undo: false } });
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    const dialog = screen.getByRole('dialog', {
      name: 'Stop this operation?',
    });
    expect(dialog).toHaveTextContent(
      'After the stop 2.4.0 goes on running in prod · acme.',
    );

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );

    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(onChanged).not.toHaveBeenCalled();
  });

  it('look again after a stop, also after one that came too late', async () => {
    const late = await failure(409, 'It is committed', 'ConflictError');
    const onChanged = await acts(
      { can: { stop: true, undo: false } },
      { stopOperation: () => Promise.reject(late) },
    );
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));

    await userEvent.click(screen.getByRole('button', { name: 'Stop it' }));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not stopped: It is committed',
    );
    expect(onChanged).toHaveBeenCalledTimes(1);
  });
});
