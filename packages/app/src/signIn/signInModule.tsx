import { ProxiedSignInPage, SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  createFrontendModule,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { readSandboxPersons } from './persons';
import { SandboxSignInPage } from './SandboxSignInPage';

/** Guest by itself, or a choice of persons where the sandbox offers them. */
export function SlipwaySignInPage(props: SignInPageProps) {
  const persons = readSandboxPersons(useApi(configApiRef));
  return persons.length ? (
    <SandboxSignInPage {...props} persons={persons} />
  ) : (
    // Enters as guest by itself; where guests are not let in, the page says so.
    <ProxiedSignInPage
      provider="guest"
      onSignInSuccess={props.onSignInSuccess}
      ErrorComponent={() => <SignInPage {...props} providers={['guest']} />}
    />
  );
}

/** The portal's sign-in page. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: { loader: async () => SlipwaySignInPage },
    }),
  ],
});
