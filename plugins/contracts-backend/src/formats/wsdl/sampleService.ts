/** A service that the tests change in one place each. */
export function service(): string {
  return `<?xml version="1.0"?>
<definitions name="Pay" targetNamespace="urn:pay" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:pay" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
  <documentation>Takes a payment</documentation>
  <types><x:schema targetNamespace="urn:pay">
    <x:element name="pay"><x:complexType><x:sequence><x:element name="amount" type="x:int"/></x:sequence></x:complexType></x:element>
    <x:element name="paid" type="x:int"/>
    <x:element name="ping" type="x:string"/>
    <x:element name="refused" type="x:string"/>
  </x:schema></types>
  <message name="PayIn"><part name="body" element="t:pay"/></message>
  <message name="PayOut"><part name="body" element="t:paid"/></message>
  <message name="PingIn"><part name="body" element="t:ping"/><part name="token" type="x:string"/></message>
  <message name="Fault"><part name="body" element="t:refused"/></message>
  <portType name="Payments">
    <operation name="Pay"><documentation>Deprecated from 2027-01-01</documentation><input message="t:PayIn"/><output message="t:PayOut"/><fault name="Refused" message="t:Fault"/></operation>
    <operation name="Ping"><input message="t:PingIn"/></operation>
  </portType>
  <binding name="Soap" type="t:Payments">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Pay"><soap:operation soapAction="urn:pay"/><input><soap:body use="literal"/><soap:header message="t:Fault" part="body" use="literal"/></input><output><soap:body use="literal"/></output></operation>
    <operation name="Ping"><soap:operation soapAction="urn:ping"/><input><soap:body use="literal"/></input></operation>
  </binding>
  <binding name="Plain" type="t:Payments"><z:binding xmlns:z="urn:plain"/></binding>
  <service name="PayService"><port name="One" binding="t:Soap"><soap:address location="https://a.example/pay"/></port></service>
</definitions>`;
}
