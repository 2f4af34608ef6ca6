export { skeletonOf } from '@slipway/backstage-plugin-delivery-common';
