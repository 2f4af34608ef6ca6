export { RuleBook } from './RuleBook';
