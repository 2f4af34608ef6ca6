import type {
  ContractElement,
  ContractOutline,
} from '@slipway/backstage-plugin-contracts-common';
import type { ContractFormat } from '@slipway/backstage-plugin-contracts-node';
import { compareProtos } from './compareProtos';
import { grpcRules } from './grpcRules';
import type { LinkedProto } from './link';
import { parseGrpc } from './parseGrpc';
import type { ProtoOptions } from './protoModel';

function going(options: ProtoOptions): Partial<ContractElement> {
  return options.get('deprecated') === 'true' ? { deprecated: true } : {};
}

function outline(proto: LinkedProto): ContractOutline {
  const { files, services, messages } = proto;
  const operations = [...services.values()].flatMap(service =>
    service.rpcs.map((rpc): ContractElement => ({
      ...{ operation: `${service.fullName}/${rpc.name}`, kind: 'operation' },
      ...going(service.options),
      ...going(rpc.options),
    })),
  );
  const parts = [...messages.values()].flatMap(message => [
    {
      ...{ operation: message.fullName, kind: 'message' },
      ...going(message.options),
    },
    ...[...message.fields.values()].map((field): ContractElement => ({
      ...{ operation: message.fullName, field: field.name, kind: 'field' },
      ...going(field.options),
    })),
  ]);
  const [first] = files;
  return {
    ...(first.package && { title: first.package }),
    ...{ dialect: first.syntax, elements: [...operations, ...parts] },
  };
}

/** Protobuf, with or without operations for gRPC. @public */
export const grpcFormat: ContractFormat<LinkedProto> = {
  id: 'grpc',
  title: 'Protobuf and gRPC',
  rules: grpcRules,
  parse: parseGrpc,
  compare: compareProtos,
  outline,
};
