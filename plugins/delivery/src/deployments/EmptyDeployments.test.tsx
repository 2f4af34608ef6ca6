import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { EmptyDeployments } from './EmptyDeployments';

describe('EmptyDeployments', () => {
  it('says what to do, with the annotation for this very component', async () => {
    await renderDelivery(<EmptyDeployments component="ledger" />, {
      api: fakeApi(),
    });

    expect(
      screen.getByText(/No folder of a GitOps repository belongs to ledger/),
    ).toBeInTheDocument();
    expect(screen.getByText(/argocd\/app-name: ledger/)).toBeInTheDocument();
  });

  it('copies YAML that can be put into the file of the component', async () => {
    const user = userEvent.setup();
    const write = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    await renderDelivery(<EmptyDeployments component="ledger" />, {
      api: fakeApi(),
    });

    await user.click(screen.getByRole('button', { name: 'Copy annotation' }));

    expect(write).toHaveBeenCalledWith(
      'metadata:\n  annotations:\n    argocd/app-name: ledger',
    );
  });
});
