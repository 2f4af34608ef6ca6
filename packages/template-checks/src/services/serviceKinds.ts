import {
  type AllowedValues,
  type ServiceAnswers,
  combinations,
} from './serviceTemplate';

/** A template of services, and how what it makes is run. */
export interface ServiceKind {
  template: string;
  /** What its form lets people choose, where that is less than with others; the first is the default. */
  allowed: AllowedValues;
  /** The first of each of them. */
  fixed: Partial<ServiceAnswers>;
  /** What only its form asks. */
  more?: Partial<ServiceAnswers>;
  /** Programs that build it. */
  tools: readonly string[];
  command: readonly string[];
  /** How it ends when it is told to. */
  end: { code: number | undefined; signal?: string };
  /** Something that it answers, and how the metrics then count it. */
  path: string;
  metric: RegExp;
  /** Whether it is ready without a store. */
  isReadyAlone: boolean;
}

const ITEMS = {
  path: '/items',
  metric:
    /^http_request_duration_seconds_count\{method="GET",route="\/items",status_code="200"\} 1/m,
  isReadyAlone: true,
  end: { code: 0 },
  allowed: {},
  fixed: {},
};

/** All templates of services, in the order of all.yaml. */
export const SERVICE_KINDS: readonly ServiceKind[] = [
  {
    ...ITEMS,
    template: 'service-node',
    tools: ['node', 'npm'],
    command: ['node', 'dist/main.js'],
  },
  {
    ...ITEMS,
    template: 'service-go',
    tools: ['go'],
    command: ['dist/service'],
  },
  {
    ...ITEMS,
    template: 'service-python',
    tools: ['python3'],
    command: ['.venv/bin/python', '-m', 'service'],
    // The server sends itself the signal again when it has finished.
    end: { code: undefined, signal: 'SIGTERM' },
  },
  {
    ...ITEMS,
    template: 'service-java',
    tools: ['java', 'mvn'],
    command: ['java', '-jar', 'target/service.jar'],
    // Java tells the signal by the code.
    end: { code: 143 },
    metric:
      /^http_server_requests_seconds_count\{.*method="GET",outcome="SUCCESS",status="200",uri="\/items"\} 1/m,
  },
  {
    template: 'worker',
    tools: ['node', 'npm'],
    command: ['node', 'dist/main.js'],
    end: { code: 0 },
    path: '/healthz',
    metric: /^# TYPE messages_duration_seconds histogram$/m,
    isReadyAlone: false,
    allowed: {
      bus: ['component', 'rabbitmq', 'address'],
      contract: ['asyncapi', 'none'],
      slo: ['none'],
    },
    fixed: {
      ...{ bus: 'component', busComponent: 'shop', secrets: 'existing' },
      ...{ contract: 'asyncapi', slo: 'none' },
    },
    more: { follows: 'parcels' },
  },
  {
    template: 'batch',
    tools: ['node', 'npm'],
    command: ['node', 'dist/main.js'],
    end: { code: 0 },
    path: '/healthz',
    metric: /^# TYPE batch_last_success_timestamp_seconds gauge$/m,
    isReadyAlone: true,
    allowed: {
      bus: ['none'],
      contract: ['file', 'none'],
      slo: ['none'],
      autoscaling: [false],
    },
    fixed: { bus: 'none', contract: 'file', slo: 'none', autoscaling: false },
  },
  {
    template: 'web-frontend',
    tools: ['node', 'npm'],
    command: ['node', 'dist/main.js'],
    end: { code: 0 },
    path: '/',
    metric:
      /^http_request_duration_seconds_count\{method="GET",route="\/\{\*path\}",status_code="200"\} 1/m,
    isReadyAlone: true,
    allowed: {
      database: ['none'],
      bus: ['none'],
      contract: ['none'],
      backup: [false],
    },
    fixed: { database: 'none', bus: 'none', contract: 'none', backup: false },
  },
];

/** Answers of one template in which each two of its choices meet. */
export function combinationsOf({
  allowed,
  more,
}: Pick<ServiceKind, 'allowed' | 'more'>): ServiceAnswers[] {
  return combinations(allowed, more);
}
