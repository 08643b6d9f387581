// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlFormatException;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

class ReplyReaderTest {
    private static final String FAULT =
            "<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>"
                    + "<UPnPError><errorCode>718</errorCode>"
                    + "<errorDescription>Conflict\u001b[31m</errorDescription></UPnPError></detail>"
                    + "</s:Fault>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<s:Envelope><s:Body><u:GetXResponse><NewA>1</NewA></u:GetXResponse>"
                        + "</s:Body></s:Envelope>",
                "<SOAP-ENV:Envelope><SOAP-ENV:Body><m:GetX><m:NewA> 1\n</m:NewA></m:GetX>"
                        + "</SOAP-ENV:Body></SOAP-ENV:Envelope>",
                "<Envelope><Header/><Body><GetXResponse><newa>1</newa></GetXResponse>"
                        + "</Body></Envelope>",
                "<u:GetXResponse><NEWA>1</NEWA></u:GetXResponse>",
                "<s:Envelope><s:Body><u:GetXResponse><NewA>1</NewA><NewA>2</NewA></u:GetX",
                "<S:ENVELOPE><S:BODY><U:GETXRESPONSE><NEWA>1</NEWA></U:GETXRESPONSE></S:BODY>"
                        + "</S:ENVELOPE>",
                "<s:Envelope><u:GetXResponse><NewA>1</NewA></u:GetXResponse></s:Envelope>",
                "<s:Envelope><s:Body><Vendor/><u:GetXResponse><NewA>1</NewA></u:GetXResponse>"
                        + "</s:Body></s:Envelope>",
                "HTTP/1.1 200 OK\r\n\r\n<s:Envelope><s:Body><u:GetXResponse><NewA>1</NewA>"
                        + "</u:GetXResponse></s:Body></s:Envelope>\0\0",
                "<s:Envelope><s:Body><u:GetXResponse><NewA xsi:type='xsd:string'><![CDATA[1]]>"
                        + "</NewA></u:GetXResponse></s:Body></s:Envelope><s:Envelope>",
                "<s:Envelope><s:Body><u:GetXResponse><NewA>1</NewA><NewB>2</u:GetXResponse>"
                        + "<errorCode>7</errorCode></s:Body></s:Envelope>",
            })
    void success_whateverItsPrefixesAndCase_hasItsArguments(String body) throws Exception {
        Reply.Done done = assertInstanceOf(Reply.Done.class, read(200, body));

        assertEquals(Optional.of("1"), done.argument("NewA"));
        assertEquals(Optional.empty(), done.argument("NewC"));
    }

    @Test
    void response_withoutArguments_isASuccess() throws Exception {
        assertEquals(new Reply.Done(Map.of()), read(200, soap("<u:AddPortMappingResponse/>")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 400})
    void fault_countsMoreThanTheStatus(int status) throws Exception {
        assertEquals(
                new Reply.Fault(OptionalInt.of(718), "Conflict [31m"), read(status, soap(FAULT)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // MikroTik's capitals (quirk A13), no description (A14), bytes missing.
                "<s:Fault><faultCode/><faultString>UPnPError</faultString><detail><UPnPError>"
                        + "<errorCode>725</errorCode></UPnPError></detail></s:Fault> | UPnPError",
                "<Fault><detail><upnperror><ERRORCODE> 725 </ERRORCODE></upnperror></detail>"
                        + "</Fault> | ''",
                "<UPnPError><errorCode>725</errorCode><errorDescription>Only</UPnPError> | Only",
                "<s:Fault><detail><UPnPError><errorCode>725</errorCode><errorDesc | ''",
                // Stray bytes in the place of an end tag (A14).
                "<s:Fault><detail><UPnPError><errorCode>725</errorCode><errorDescription>Only\u0003"
                        + "\u00ff</errorDes</UPnPError></detail></s:Fault> | Only \u00ff</errorDes",
                // SOAP 1.2.
                "<e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text>UPnPError"
                        + "</e:Text></e:Reason><e:Detail><UPnPError><errorCode>725</errorCode>"
                        + "</UPnPError></e:Detail></e:Fault> | UPnPError",
                // The detail as text, or nothing but the code.
                "<Fault><detail>&lt;UPnPError&gt;&lt;errorCode&gt;725&lt;/errorCode&gt;</detail>"
                        + "</Fault> | ''",
                "<Fault><detail><![CDATA[<errorCode>725</errorCode>]]></detail></Fault> | ''",
                "<Fault><faultcode>725</faultcode><faultstring>Only</faultstring></Fault> | Only",
                "<Fault><faultcode>s:Client</faultcode><faultstring>725</faultstring></Fault> |"
                        + " 725",
                "<errorCode>725</errorCode><errorDescription>Only</errorDescription> | Only",
            })
    void fault_needsNoMoreThanItsCode(String fault, String words) throws Exception {
        assertEquals(new Reply.Fault(OptionalInt.of(725), words), read(500, soap(fault)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "000", "seven", "7777777", "1.5"})
    void fault_withoutANumber_hasNoCode(String code) throws Exception {
        String fault = "<Fault><detail><errorCode>" + code + "</errorCode></detail></Fault>";

        assertEquals(new Reply.Fault(OptionalInt.empty(), code), read(500, soap(fault)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<s:Envelope><s:Body><s:Fault><detail><UPnPError><errorCode>725</errorCode",
                "\1\2<a><b></a><errorCode>725</errorCode>",
                "<!DOCTYPE x><UPnPError><errorCode>725</errorCode></UPnPError>",
                "UPnPError &lt;errorCode&gt; 725 &lt;/errorCode&gt;",
            })
    void refusal_thatCannotBeRead_hasItsCode(String body) throws Exception {
        Reply.Fault fault = assertInstanceOf(Reply.Fault.class, read(500, body));

        assertEquals(OptionalInt.of(725), fault.errorCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n", "\0", "<s:Envelope><s:Body></s:Body></s:Envelope>"})
    void emptySuccess_tellsNothing(String body) throws Exception {
        assertEquals(new Reply.Nothing(), read(200, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>501</body></html>",
                "Not found",
                "<html><script>if (errorCode > 725 < 3)</script></html>",
                "<root/>",
                "<s:Envelope><s:Body/></s:Envelope>"
            })
    void refusalWithoutAFault_isHttpAlone(String body) throws Exception {
        assertEquals(new Reply.HttpRefusal(500), read(500, body));
        assertEquals(new Reply.HttpRefusal(404), read(404, body));
        assertEquals(new Reply.HttpRefusal(302), read(302, body));
    }

    @ParameterizedTest
    @CsvSource({
        "<html>login</html>, the document is an HTML page",
        "ok, the document is no XML",
        "<root><device/></root>, the document is no SOAP",
        "<<<, the document is malformed",
    })
    void successThatIsNoAnswer_cannotBeRead(String body, String reason) {
        XmlFormatException failure = assertThrows(XmlFormatException.class, () -> read(200, body));

        assertEquals(reason, failure.getMessage());
    }

    /** Bytes above 127 are not blank. */
    @Test
    void binarySuccess_cannotBeRead() throws Exception {
        byte[] body = {(byte) 0x80, (byte) 0xff};
        HttpResponse response = new HttpResponse(200, body, InetAddress.getLoopbackAddress());

        assertThrows(XmlFormatException.class, () -> ReplyReader.read(response));
    }

    private static String soap(String body) {
        return "<s:Envelope><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    private static Reply read(int status, String body) throws XmlFormatException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ReplyReader.read(new HttpResponse(status, bytes, InetAddress.getLoopbackAddress()));
    }
}
