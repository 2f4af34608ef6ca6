export {
  complaintOf,
  dateIn,
  filesOf,
  onlyFileOf,
  readData,
  refuseDepth,
  short,
} from './documents';
export {
  type Audience,
  directionsOf,
  type Finding,
  Findings,
  rolesOf,
} from './Findings';
export { readXml, resolveName, type XmlElement } from './readXml';
export { ruleFactory } from './ruleFactory';
