import '@testing-library/jest-dom';

// A whole page with axe takes seconds where several processes share two cores.
jest.setTimeout(30_000);
