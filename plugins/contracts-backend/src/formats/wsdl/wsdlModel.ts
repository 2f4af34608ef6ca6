import type { QName, XsdDocument, XsdType } from '../xsd/xsdModel';

/** A part of a message: an element, or a type under the name of the part. */
export interface WsdlPart {
  name: string;
  element?: QName;
  type?: QName;
}

/** What an operation takes or answers. */
export interface WsdlMessage {
  name: string;
  /** Absent when it is declared in no file that was given. */
  parts?: readonly WsdlPart[];
}

/** An operation of a port type. */
export interface WsdlOperation {
  name: string;
  input?: WsdlMessage;
  output?: WsdlMessage;
  faults: ReadonlyMap<string, WsdlMessage>;
  documentation?: string;
}

/** How an operation is called. */
export interface BoundOperation {
  soapAction: string;
  style: string;
  use: string;
  headers: readonly string[];
}

/** A way to call the operations of a port type. */
export interface WsdlBinding {
  name: string;
  portType: string;
  /** Version of SOAP with its transport, or the namespace of another protocol. */
  protocol: string;
  operations: ReadonlyMap<string, BoundOperation>;
}

/** Where a binding is served. */
export interface WsdlPort {
  name: string;
  binding: string;
  address: string;
}

/** What the files of a document declare. */
export interface WsdlDocument {
  namespace: string;
  title?: string;
  documentation?: string;
  portTypes: ReadonlyMap<string, ReadonlyMap<string, WsdlOperation>>;
  bindings: ReadonlyMap<string, WsdlBinding>;
  ports: ReadonlyMap<string, WsdlPort>;
  schemas: XsdDocument;
  type: (name: QName) => XsdType;
}
