import { ErrorPage } from '@backstage/core-components';
import { Route, Routes } from 'react-router-dom';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { EnvironmentPage } from '../environments/EnvironmentPage';
import { EnvironmentsPage } from '../environments/EnvironmentsPage';
import {
  environmentRouteRef,
  environmentsRouteRef,
  operationRouteRef,
} from '../routes';
import { DeliveryOverview } from './DeliveryOverview';
import { useWords } from '../translation';
import { OperationPage } from './OperationPage';

/** The page /delivery with one page for each operation below it. */
export function DeliveryPage() {
  const t = useWords();
  return (
    <DeliveryFrame>
      <Routes>
        <Route path="/" element={<DeliveryOverview />} />
        <Route path="/operations" element={<DeliveryOverview />} />
        <Route
          path={environmentsRouteRef.path}
          element={<EnvironmentsPage />}
        />
        <Route path={environmentRouteRef.path} element={<EnvironmentPage />} />
        <Route path={operationRouteRef.path} element={<OperationPage />} />
        <Route
          path="*"
          element={
            <ErrorPage
              status="404"
              statusMessage={t('failure.notFoundTitle')}
            />
          }
        />
      </Routes>
    </DeliveryFrame>
  );
}
