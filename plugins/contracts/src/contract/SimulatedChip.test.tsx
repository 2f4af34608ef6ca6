import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { SimulatedChip } from './SimulatedChip';

const show = (simulated?: boolean) =>
  renderInTestApp(
    <main>
      <h1>Contracts</h1>
      <SimulatedChip />
    </main>,
    { config: { contracts: { simulated } } },
  );

describe('SimulatedChip', () => {
  it('says that what is shown is simulated', async () => {
    show(true);
    expect(
      await screen.findByText('Sandbox: simulated cluster'),
    ).toBeInTheDocument();
  });

  it('says nothing where it is real', async () => {
    show();
    await screen.findByRole('heading');
    expect(screen.queryByText(/simulated/)).not.toBeInTheDocument();
  });
});
