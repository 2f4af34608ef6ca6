import { screen } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { SandboxChip, SilentSourcesChip } from './SourceChips';

const [git, argo, silent] = story.sources();

describe('SilentSourcesChip', () => {
  const show = (sources?: ReturnType<typeof story.sources>) =>
    renderDelivery(<SilentSourcesChip sources={sources} />, {
      api: fakeApi(),
    });

  it('is one chip for all that are silent, by name', async () => {
    await show([git, silent, { ...argo, status: 'silent' }]);

    expect(
      screen.getByText('2 of 3 sources silent: cluster dev-1, Argo CD eu-1'),
    ).toBeInTheDocument();
  });

  it('is not there while all answer, or while it is not known yet', async () => {
    await show([git, argo]);
    expect(screen.queryByText(/silent/)).not.toBeInTheDocument();
    await show(undefined);
    expect(screen.queryByText(/silent/)).not.toBeInTheDocument();
  });

  it('does not call a source silent that just starts', async () => {
    await show([{ ...argo, status: 'starting' }]);

    expect(screen.queryByText(/silent/)).not.toBeInTheDocument();
  });
});

describe('SandboxChip', () => {
  const show = (simulated: boolean[]) =>
    renderDelivery(
      <SandboxChip
        sources={simulated.map((yes, n) => ({
          ...argo,
          id: `argocd:${n}`,
          simulated: yes,
        }))}
      />,
      { api: fakeApi() },
    );

  it('says that something is simulated, as soon as one source is', async () => {
    await show([false, true]);

    expect(screen.getByText('Sandbox: simulated cluster')).toBeInTheDocument();
  });

  it('is not there where everything is real', async () => {
    await show([false, false]);

    expect(screen.queryByText(/Sandbox/)).not.toBeInTheDocument();
  });
});
