export interface Config {
  delivery?: {
    prometheus?: object;
  };
}
