import { dump } from 'js-yaml';
import { isFrom, type StoryContract } from './StoryContract';

const storefrontGraph: StoryContract = {
  ...{ name: 'storefront-graph', type: 'graphql', provider: 'cart' },
  ...{ owner: 'team-shop', system: 'retail', extension: 'graphql' },
  description: 'The cart as the pages of the shop ask for it',
  current: '2.9.0',
  text: version => `type Query {
  cart(id: ID!): Cart
}

type Cart {
  id: ID!
  lines: [Line!]!
  total: Int!${isFrom(version, '2.8.0') ? '\n  note: String' : ''}
}

type Line {
  article: ID!
  count: Int!
}
`,
};

/** Its versions are build numbers, which declare nothing. */
const stockGrpc: StoryContract = {
  ...{ name: 'stock-grpc', type: 'grpc', provider: 'warehouse' },
  ...{ owner: 'team-platform', system: 'logistics', extension: 'proto' },
  description: 'What is in stock, and where',
  versions: ['1150', '1171', '1179', '1184'],
  current: '1184',
  text: version => `syntax = "proto3";

package warehouse.v1;

service Stock {
  rpc Find(FindRequest) returns (FindResponse);
}

message FindRequest {
  string article = 1;
}

message FindResponse {
  int32 count = 1;
  string place = 2;${Number(version) >= 1179 ? '\n  string shelf = 3;' : ''}
}
`,
};

const CARRIER_NS = 'urn:carrier.example:labels:1';

/** Somebody outside offers it, and nobody here answers for it. */
const carrierLabels: StoryContract = {
  ...{ name: 'carrier-labels', type: 'wsdl', provider: 'carrier' },
  ...{ system: 'logistics', extension: 'wsdl' },
  description: 'Labels for parcels, from the carrier',
  versions: ['1.1.0', '1.2.0'],
  current: '1.2.0',
  text: version => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:l="${CARRIER_NS}" targetNamespace="${CARRIER_NS}" name="Labels">
  <types>
    <xs:schema targetNamespace="${CARRIER_NS}" elementFormDefault="qualified">
      <xs:element name="order">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="parcel" type="xs:string"/>
            <xs:element name="weight" type="xs:decimal"/>${
              isFrom(version, '1.2.0')
                ? '\n            <xs:element name="insured" type="xs:boolean" minOccurs="0"/>'
                : ''
            }
          </xs:sequence>
        </xs:complexType>
      </xs:element>
      <xs:element name="label" type="xs:base64Binary"/>
    </xs:schema>
  </types>
  <message name="OrderIn"><part name="body" element="l:order"/></message>
  <message name="OrderOut"><part name="body" element="l:label"/></message>
  <portType name="Labels">
    <operation name="Order"><input message="l:OrderIn"/><output message="l:OrderOut"/></operation>
  </portType>
  <binding name="LabelsSoap" type="l:Labels">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Order">
      <soap:operation soapAction="urn:order"/>
      <input><soap:body use="literal"/></input>
      <output><soap:body use="literal"/></output>
    </operation>
  </binding>
  <service name="Labels"><port name="Labels" binding="l:LabelsSoap"><soap:address location="https://carrier.example/labels"/></port></service>
</definitions>
`,
};

/** A file for the bank: its name, its fields and the hour it is due are the agreement. */
const settlementFile: StoryContract = {
  ...{ name: 'settlement-file', type: 'odcs', provider: 'batch-settlement' },
  ...{ owner: 'team-payments', system: 'finance', extension: 'yaml' },
  description: 'What the bank gets each night',
  versions: ['1.2.0', '1.3.0', '1.4.0'],
  current: '1.4.0',
  text: version =>
    dump({
      ...{ apiVersion: 'v3.0.2', kind: 'DataContract', id: 'settlement-file' },
      ...{ name: 'Settlement file', version, status: 'active' },
      servers: [
        {
          ...{ server: 'bank', type: 'sftp', format: 'csv', delimiter: ';' },
          location: 'sftp://bank.example/in/settlement-{yyyymmdd}.csv',
        },
      ],
      schema: [
        {
          ...{ name: 'settlements', physicalType: 'csv' },
          properties: [
            { name: 'day', logicalType: 'date', required: true },
            { name: 'account', logicalType: 'string', required: true },
            { name: 'amount', logicalType: 'integer', required: true },
            ...(isFrom(version, '1.3.0')
              ? [{ name: 'reference', logicalType: 'string' }]
              : []),
          ],
        },
      ],
      slaProperties: [
        { property: 'frequency', value: 1, unit: 'd' },
        { property: 'timeOfAvailability', value: '02:00' },
      ],
    }),
};

/** Contracts that are neither REST, nor events, nor a database. */
export const otherContracts: readonly StoryContract[] = [
  ...[storefrontGraph, stockGrpc, carrierLabels, settlementFile],
];
