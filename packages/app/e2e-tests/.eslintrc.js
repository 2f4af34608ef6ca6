/*
 * These files run in Node's own test runner and never become part of the page:
 * the programs they use are tools of the whole repository.
 */
module.exports = {
  env: { node: true },
  rules: {
    'no-restricted-imports': 'off',
    'no-loop-func': 'off',
    '@backstage/no-undeclared-imports': 'off',
  },
};
