import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as story from '../__fixtures__/story';
import { failure } from '../__testUtils__/fakeApi';
import { violations } from '../__testUtils__/renderForm';
import {
  renderReview,
  reviewProps,
  tenantTemplate,
} from '../__testUtils__/renderReview';
import { DeliveryReviewStep } from './ReviewStep';

const create = () => screen.findByRole('button', { name: 'Create' });
const files = () => screen.findByRole('region', { name: 'Create the tenant' });

describe('the review', () => {
  it('shows the answers page by page, each with a way back to it', async () => {
    const props = reviewProps();
    await renderReview(<DeliveryReviewStep {...props} />);
    const page = await screen.findByRole('region', { name: 'The tenant' });
    expect(page).toHaveTextContent('Nameinitech');

    await userEvent.click(
      within(page).getByRole('button', { name: 'Edit The tenant' }),
    );
    expect(props.handleBack).toHaveBeenCalledTimes(2);

    await userEvent.click(screen.getByRole('button', { name: 'Edit Why' }));
    expect(props.handleBack).toHaveBeenCalledTimes(3);
  });

  it('tries the template with the answers and secrets', async () => {
    const { forms } = await renderReview(
      <DeliveryReviewStep {...reviewProps()} />,
    );
    await files();

    expect(forms.preview).toHaveBeenCalledTimes(1);
    expect(forms.preview).toHaveBeenCalledWith(
      {
        templateRef: 'template:default/tenant',
        values: reviewProps().formData,
        secrets: { word: 'a' },
      },
      expect.anything(),
    );
  });

  it('shows the very files and lines, and what they come to', async () => {
    await renderReview(<DeliveryReviewStep {...reviewProps()} />);
    const change = await files();

    expect(change).toHaveTextContent('gitops-retail · one commit');
    expect(change).toHaveTextContent(
      '2 new files, 1 changed, 5 lines more, 1 line less',
    );
    const lines = within(change).getByRole('region', {
      name: 'Lines of prod/initech/payments/values.yaml',
    });
    expect(lines).toHaveTextContent('1+ image:2+ tag: "2.3.1"');

    await userEvent.click(
      within(change).getByRole('button', { name: /^tenants\/globex.yaml/ }),
    );
    expect(
      within(change).getByRole('region', { name: /tenants\/globex/ }),
    ).toHaveTextContent('1 a: 12- b: 22+ b: 93 c: 3');
    expect(
      screen.getByText(/^Secrets are sealed before they leave the form/),
    ).toBeInTheDocument();
  });

  it('says what was looked at, worst first, and how long it usually takes', async () => {
    await renderReview(<DeliveryReviewStep {...reviewProps()} />);
    await files();
    const card = screen.getByRole('region', {
      name: 'Before you press Create',
    });

    expect(
      within(card)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'warning: Peak week begins on Monday.',
      'ok: You may change gitops-retail.',
    ]);
    expect(card).toHaveTextContent('Usually 1 min 24 s, in the last 5 runs.');
  });

  it('shows what the plan costs, and whose prices these are', async () => {
    await renderReview(<DeliveryReviewStep {...reviewProps()} />);
    const card = await screen.findByRole('region', { name: 'Room and cost' });

    await waitFor(() => expect(card).toHaveTextContent(/412/));
    expect(card).toHaveTextContent('price list of 2026-11-01');
  });

  it('shows what is reserved in the cluster before and after, and that it fits', async () => {
    await renderReview(<DeliveryReviewStep {...reviewProps()} />);
    const room = await screen.findByRole('list', {
      name: 'Room in cluster eu-2',
    });

    expect(
      within(room)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'CPU58 → 62 of 96\u00a0vCPU reserved',
      'Memory212 → 220 of 384\u00a0GiB reserved',
      'Storage1900 → 1950\u00a0GiB reserved, capacity not known',
    ]);
    expect(screen.getByText('Fits in cluster eu-2')).toBeInTheDocument();
  });

  it('counts amounts that are named in place of the plan, for bars and words', async () => {
    const props = reviewProps();
    const formData = { ...props.formData, quota: { cpu: '40', memory: '' } };
    await renderReview(<DeliveryReviewStep {...{ ...props, formData }} />);
    const room = await screen.findByRole('list', {
      name: 'Room in cluster eu-2',
    });

    expect(room).toHaveTextContent('CPU58 → 98 of 96');
    expect(room).toHaveTextContent('Memory212 → 220 of 384');
    expect(
      screen.getByText('Does not fit in cluster eu-2: CPU'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Room and cost' }),
    ).toHaveTextContent('40 vCPU, 8 GiB memory');
  });

  it.each([
    [
      'that it does not fit',
      async () => story.room({ capacity: { cpu: 60, memory: 2 ** 40 } }),
      /Does not fit in cluster eu-2: CPU/,
    ],
    [
      'that it is as last seen',
      async () =>
        story.room({ silentSince: story.iso(0), cause: 'It is away.' }),
      /Not known whether it fits.*as last seen .*: It is away\./,
    ],
    [
      'that nobody measures it',
      async () => ({ items: [], problem: 'Nobody measures it.' }),
      /Not known whether it fits.*is not known\. Nobody measures it\./,
    ],
    [
      'that it could not be asked',
      async () => {
        throw new Error('The database is away');
      },
      /is not known\. It could not be asked: The database is away/,
    ],
  ])('says of the room %s', async (_, room, words) => {
    await renderReview(
      ...([<DeliveryReviewStep {...reviewProps()} />, {}] as const),
      ...([undefined, { room }] as const),
    );
    const card = await screen.findByRole('region', { name: 'Room and cost' });
    await waitFor(() => expect(card).toHaveTextContent(words));
    expect(card).toHaveTextContent(/412/);
  });

  it.each([
    [
      'cannot be read',
      async () => {
        throw new Error('The scaffolder is away');
      },
      'What the plan allows and costs could not be read: The scaffolder is away',
    ],
    [
      'is not configured',
      async () => story.formsSettings({ plans: [] }),
      'Not known: no plan called small is configured',
    ],
  ])('says so when the plan %s', async (_, settings, words) => {
    await renderReview(<DeliveryReviewStep {...reviewProps()} />, { settings });
    const card = await screen.findByRole('region', { name: 'Room and cost' });
    await waitFor(() => expect(card).toHaveTextContent(words));
  });

  it('creates once it was tried', async () => {
    const props = reviewProps();
    await renderReview(<DeliveryReviewStep {...props} />);
    await files();
    await userEvent.click(await create());

    expect(props.handleCreate).toHaveBeenCalledTimes(1);
  });

  it('waits for the trial, and says that it goes on', async () => {
    const props = reviewProps();
    await renderReview(<DeliveryReviewStep {...props} />, {
      preview: () => new Promise(() => {}),
    });
    expect(
      (await screen.findAllByText(/^Trying it out as you/)).length,
    ).toBeGreaterThan(0);

    expect(await create()).toHaveAccessibleDescription(
      'Waiting for the trial.',
    );
    await userEvent.click(await create());
    expect(props.handleCreate).not.toHaveBeenCalled();
  });

  it('says why it would fail, tries again, and lets nobody go on with that', async () => {
    const props = reviewProps();
    const problem = 'The tenant initech is there already; choose another name.';
    const { forms } = await renderReview(<DeliveryReviewStep {...props} />, {
      preview: async () => story.templatePreview({ problem, changes: [] }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(problem);
    expect(await create()).toHaveAccessibleDescription(
      'It would fail: correct the answers, or try again.',
    );
    expect(screen.queryByRole('checkbox', { name: /I go on/ })).toBeNull();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(forms.preview).toHaveBeenCalledTimes(2));
    await screen.findByRole('alert');
    await userEvent.click(await create());
    expect(props.handleCreate).not.toHaveBeenCalled();
  });

  it('leads to the tick that lets pass what asks for more than it may use', async () => {
    const props = reviewProps();
    const tick = { title: 'Create it although it is too much' };
    const [first, last] = props.steps as never as { mergedSchema: object }[];
    const steps = [
      first,
      {
        mergedSchema: {
          ...last.mergedSchema,
          properties: { acceptOverQuota: tick },
        },
      },
    ] as never;
    const over = { problem: 'initech would ask for too much.', changes: [] };
    await renderReview(<DeliveryReviewStep {...{ ...props, steps }} />, {
      preview: async () =>
        story.templatePreview({ ...over, problemKind: 'over-quota' }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'go back to “Why” and tick “Create it although it is too much”.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Go to Why' }));
    expect(props.handleBack).toHaveBeenCalledTimes(1);
  });

  it('leads to no tick where the form has none', async () => {
    const problem = 'The tenant initech is there already.';
    await renderReview(<DeliveryReviewStep {...reviewProps()} />, {
      preview: async () =>
        story.templatePreview({
          ...{ problem, changes: [], problemKind: 'over-quota' },
        }),
    });
    await screen.findByRole('alert');
    expect(screen.queryByRole('button', { name: /^Go to/ })).toBeNull();
  });

  it('goes on without a trial only when that is ticked, of each trial anew', async () => {
    const props = reviewProps();
    const { forms } = await renderReview(<DeliveryReviewStep {...props} />, {
      preview: async () => {
        throw await failure(503, 'The scaffolder is away');
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('It could not be tried');
    expect(alert).toHaveTextContent('The scaffolder is away');
    const tick = () => screen.findByRole('checkbox', { name: /I go on/ });
    await userEvent.click(await tick());

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(forms.preview).toHaveBeenCalledTimes(2));
    expect(await tick()).not.toBeChecked();
    await userEvent.click(await create());
    expect(props.handleCreate).not.toHaveBeenCalled();

    await userEvent.click(await tick());
    await userEvent.click(await create());
    expect(props.handleCreate).toHaveBeenCalledTimes(1);
  });

  it('folds a large folder among others, and cuts a long file', async () => {
    const many = Array.from({ length: 70 }, (_, n) => ({
      ...{ path: `prod/initech/f${n}.yaml`, status: 'added' as const },
      after: 'a\n',
    }));
    const long = {
      ...{ path: 'tenants/values.yaml', status: 'added' as const },
      after: 'a\n'.repeat(900),
    };
    const [change] = story.templatePreview().changes;
    await renderReview(<DeliveryReviewStep {...reviewProps()} />, {
      preview: async () =>
        story.templatePreview({
          changes: [{ ...change, files: [...many, long] }],
        }),
    });
    const folder = await screen.findByRole('button', {
      name: /^prod\/initech/,
    });
    expect(folder).toHaveAttribute('aria-expanded', 'false');
    expect(folder).toHaveTextContent('70 files');
    await userEvent.click(folder);
    expect(
      screen.getByRole('button', { name: /f69\.yaml/ }),
    ).toBeInTheDocument();

    const region = screen.getByRole('region', {
      name: 'Lines of tenants/values.yaml',
    });
    expect(region).not.toHaveTextContent('301+ a');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 900 lines' }),
    );
    expect(region).toHaveTextContent('900+ a');
  });

  it('leaves templates of others to Backstage', async () => {
    const steps = [{ action: 'publish:github' }];
    const props = reviewProps();
    const { forms } = await renderReview(
      <DeliveryReviewStep {...props} />,
      {},
      [{ ...tenantTemplate, spec: { ...tenantTemplate.spec, steps } }],
    );
    await userEvent.click(await create());

    expect(props.handleCreate).toHaveBeenCalled();
    expect(forms.preview).not.toHaveBeenCalled();
    expect(
      screen.queryByText('What will be committed'),
    ).not.toBeInTheDocument();
  });

  it('has no violation that axe can find', async () => {
    await renderReview(<DeliveryReviewStep {...reviewProps()} />);
    await files();
    expect(await violations()).toEqual([]);
  });
});
