import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import * as story from '../__fixtures__/story';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import type { DeliveryApi } from '../api/DeliveryApi';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { formatZoned } from '../time/format';
import { EnvironmentActs } from './EnvironmentActs';

jest.setTimeout(30_000);

// There is no layout in the tests' browser, so colours cannot be seen.
const AXE = { rules: { 'color-contrast': { enabled: false } } };
const { HOUR, DAY, OWN_END, STORY_NOW, iso, ownEnvironment } = story;

async function open(
  button: RegExp,
  options: {
    api?: Partial<DeliveryApi>;
    environment?: Parameters<typeof ownEnvironment>[0];
  } = {},
) {
  const api = fakeApi(options.api);
  const onDone = jest.fn();
  await renderDelivery(
    <DeliveryFrame>
      <EnvironmentActs
        environment={ownEnvironment(options.environment)}
        onDone={onDone}
      />
    </DeliveryFrame>,
    { api },
  );
  await userEvent.click(screen.getByRole('button', { name: button }));
  return { api, onDone, dialog: screen.queryByRole('dialog')! };
}

const held = {
  hold: { version: '2.4.0', by: 'user:default/ann', reason: 'a demo' },
};
const heldFolders = ownEnvironment().folders.map(each => ({
  ...each,
  ...held,
}));

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(STORY_NOW);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('Prolong…', () => {
  const PROLONG = /^Prolong… try-1/;
  const later = iso(Date.parse(OWN_END) + DAY);
  const confirm = () => screen.getByRole('button', { name: 'Prolong' });
  const reason = () => screen.getByLabelText('Reason, kept in the commit');

  it('shows the very lines beforehand, and writes what was shown', async () => {
    const { api, dialog, onDone } = await open(PROLONG);
    expect(
      await within(dialog).findByText(`2 - expires: ${OWN_END}`),
    ).toBeInTheDocument();
    expect(within(dialog).getByText(`2 + expires: ${later}`)).toBeVisible();
    expect(dialog).toHaveTextContent(
      `It then ends at ${formatZoned(later, STORY_NOW)}, in 27 h.`,
    );

    await userEvent.type(reason(), 'Still tested');
    await userEvent.click(confirm());

    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(api.prolong).toHaveBeenCalledWith(
      'try-1',
      { expires: later, reason: 'Still tested', base: story.COMMITS.v240 },
      { idempotencyKey: expect.any(String) },
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says afterwards until when it lives, without the page being left', async () => {
    const { dialog } = await open(PROLONG);
    await within(dialog).findByText(`2 + expires: ${later}`);
    await userEvent.type(reason(), 'Still tested');
    await userEvent.click(confirm());

    const time = formatZoned(later, STORY_NOW);
    const said = await screen.findByText(/^Prolonged/);
    expect(said).toHaveTextContent(
      `Prolonged: try-1 now ends at ${time}, in 27 h.`,
    );
    expect(said).toHaveAttribute('role', 'status');
    await userEvent.click(screen.getByRole('button', { name: PROLONG }));
    expect(screen.queryByText(/^Prolonged/)).toBeNull();
  });

  it('counts from the end that it has, by as much as is chosen', async () => {
    const { api, dialog } = await open(PROLONG);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'an hour' }),
    );
    expect(
      await within(dialog).findByText(
        `2 + expires: ${iso(Date.parse(OWN_END) + HOUR)}`,
      ),
    ).toBeInTheDocument();
    expect(api.planProlong).toHaveBeenCalledTimes(2);
  });

  it('counts from now when it is over already', async () => {
    const [folder] = ownEnvironment().folders;
    const { api } = await open(PROLONG, {
      environment: {
        folders: [{ ...folder, expires: iso(STORY_NOW - HOUR) }],
      },
    });
    expect(api.planProlong.mock.calls[0][1].expires).toBe(iso(STORY_NOW + DAY));
  });

  it('says beside the button what is missing, and does nothing until then', async () => {
    const { api, dialog } = await open(PROLONG);
    await within(dialog).findByRole('list');
    expect(confirm()).toHaveAccessibleDescription('Say why first.');
    await userEvent.click(confirm());
    expect(api.prolong).not.toHaveBeenCalled();
  });

  it('begins where the reason is to be written', async () => {
    await open(PROLONG);
    expect(reason()).toHaveFocus();
  });

  it('says why the files cannot be changed', async () => {
    const { dialog } = await open(PROLONG, {
      api: {
        planProlong: async () => {
          throw await failure(400, 'It lives 14 days at most.');
        },
      },
    });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It cannot be done: It lives 14 days at most.',
    );
    expect(confirm()).toHaveAttribute('aria-disabled');
  });

  it('looks again at the files when that is asked', async () => {
    let isAway = true;
    const { dialog } = await open(PROLONG, {
      api: {
        planProlong: async (_, { expires }) => {
          if (isAway) throw await failure(503, 'The mirror is away');
          return story.prolongPlan(expires);
        },
      },
    });
    await within(dialog).findByRole('alert');
    isAway = false;
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Try again' }),
    );
    expect(await within(dialog).findByRole('list')).toBeInTheDocument();
    expect(within(dialog).queryByRole('alert')).toBeNull();
  });

  it('keeps what was written when it was refused', async () => {
    const { dialog } = await open(PROLONG, {
      api: {
        prolong: async () => {
          throw await failure(409, 'ann changed it first.');
        },
      },
    });
    await within(dialog).findByRole('list');
    await userEvent.type(reason(), 'Still tested');
    await userEvent.click(confirm());
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It was not written: ann changed it first.',
    );
    expect(reason()).toHaveValue('Still tested');
  });

  it('says why it may not be pressed', async () => {
    await open(PROLONG, {
      environment: {
        can: {
          prolong: { allowed: false, reason: 'You may not change payments.' },
          end: { allowed: true },
        },
      },
    });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: PROLONG }),
    ).toHaveAccessibleDescription('You may not change payments.');
  });

  it('has nothing that axe finds wrong', async () => {
    const { dialog } = await open(PROLONG);
    await within(dialog).findByRole('list');
    jest.restoreAllMocks();
    expect((await axe.run(dialog, AXE)).violations).toEqual([]);
  });
});

describe('End now…', () => {
  const END = /^End now… try-1/;
  const confirm = () => screen.getByRole('button', { name: 'End it' });
  const reason = () => screen.getByLabelText('Reason, kept in the commit');
  const name = () => screen.getByLabelText('Type try-1 to confirm');

  it('shows the files that go, and removes them once the name was typed', async () => {
    const { api, dialog, onDone } = await open(END);
    expect(await within(dialog).findAllByRole('listitem')).toHaveLength(2);
    expect(dialog).toHaveTextContent(
      '− preview/try-1/payments/values.yaml (removed, 2 lines)',
    );
    await userEvent.type(reason(), 'Done with it');
    expect(confirm()).toHaveAccessibleDescription('Type try-1 first.');
    await userEvent.type(name(), 'try-1');
    await userEvent.click(confirm());

    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(api.end).toHaveBeenCalledWith(
      'try-1',
      { reason: 'Done with it', base: story.COMMITS.v240 },
      { idempotencyKey: expect.any(String) },
    );
  });

  it('works the files out anew when somebody was faster', async () => {
    const heads = [story.COMMITS.v231, story.COMMITS.v240];
    const { api, dialog, onDone } = await open(END, {
      api: {
        planEnd: async () => ({ ...story.endPlan(), head: heads.shift()! }),
        end: async (_, { base }) => {
          if (base === story.COMMITS.v231) {
            throw await failure(409, 'ann changed it first.');
          }
          return story.environmentChange();
        },
      },
    });
    await within(dialog).findAllByRole('listitem');
    await userEvent.type(reason(), 'Done with it');
    await userEvent.type(name(), 'try-1');
    await userEvent.click(confirm());
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'ann changed it first.',
    );
    await waitFor(() => expect(api.planEnd).toHaveBeenCalledTimes(2));
    await waitFor(() =>
      expect(confirm()).not.toHaveAttribute('aria-disabled', 'true'),
    );
    await userEvent.click(confirm());
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
  });

  it('names what is held, and wants that said as well', async () => {
    const { api, dialog } = await open(END, {
      environment: { folders: heldFolders },
    });
    await within(dialog).findAllByRole('listitem');
    await userEvent.type(reason(), 'Done with it');
    await userEvent.type(name(), 'try-1');
    expect(confirm()).toHaveAccessibleDescription(
      'Say first that what is held shall go as well.',
    );
    await userEvent.click(
      screen.getByLabelText(/^Held: payments 2.4.0, ann: a demo/),
    );
    await userEvent.click(confirm());
    await waitFor(() =>
      expect(api.end.mock.calls[0][1]).toMatchObject({ heldToo: true }),
    );
  });

  it('closes by its button, and removes nothing', async () => {
    const { api } = await open(END);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(api.end).not.toHaveBeenCalled();
  });

  it('has nothing that axe finds wrong', async () => {
    const { dialog } = await open(END, {
      environment: { folders: heldFolders },
    });
    await within(dialog).findAllByRole('listitem');
    jest.restoreAllMocks();
    expect((await axe.run(dialog, AXE)).violations).toEqual([]);
  });
});

describe('a configured environment', () => {
  it('can neither be prolonged nor ended', async () => {
    const { life: _, ...configured } = ownEnvironment();
    await renderDelivery(
      <EnvironmentActs environment={configured} onDone={() => {}} />,
      { api: fakeApi() },
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
