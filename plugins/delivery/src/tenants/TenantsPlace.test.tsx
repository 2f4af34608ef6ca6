import { screen } from '@testing-library/react';
import { fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import { TenantsPlace } from './TenantsPlace';

jest.mock('@backstage/frontend-plugin-api', () => ({
  ...jest.requireActual('@backstage/frontend-plugin-api'),
  PageLayout: (props: {
    title: string;
    titleLink: string;
    children: React.ReactNode;
  }) => (
    <>
      <a href={props.titleLink}>{props.title}</a>
      {props.children}
    </>
  ),
}));

describe('the header of the page of tenants', () => {
  it('leads to the page whose name it says', async () => {
    await renderDelivery(<TenantsPlace />, { api: fakeApi() });
    expect(screen.getByRole('link', { name: 'Tenants' })).toHaveAttribute(
      'href',
      '/tenants',
    );
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Tenants' }),
    ).toBeInTheDocument();
  });
});
