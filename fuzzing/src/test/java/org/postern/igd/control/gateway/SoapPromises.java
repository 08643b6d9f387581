// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.WanStatus;
import org.postern.fuzzing.Printable;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.internal.address.AddressClass;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.ReplyReader;
import org.postern.igd.control.soap.UpnpErrors;
import org.postern.igd.control.xml.XmlFormatException;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer to an action is arguments, a fault, or a refusal, whose numbers are in range and whose
 * words are fit to be shown, whatever was asked.
 */
public final class SoapPromises {
    private static final InetAddress LOCAL = AddressLiteral.parse("192.168.1.2").orElseThrow();
    private static final String REFUSED = "The router refused.";
    private static final int HIGHEST_PORT = 65535;

    private SoapPromises() {}

    /** Reads an answer as that of a success and of a failure, and checks what came out. */
    public static void check(byte[] body) {
        try {
            checkReply(ReplyReader.read(new HttpResponse(200, body, LOCAL)));
        } catch (XmlFormatException e) {
            Printable.check(String.valueOf(e.getMessage()));
        }
        try {
            Reply refused = ReplyReader.read(new HttpResponse(500, body, LOCAL));
            assertTrue(refused instanceof Reply.Fault || refused instanceof Reply.HttpRefusal);
            checkReply(refused);
        } catch (XmlFormatException e) {
            throw new AssertionError("a failure needs no readable body", e);
        }
    }

    private static void checkReply(Reply reply) {
        if (reply instanceof Reply.Fault fault) {
            Printable.check(fault.description());
            int code = fault.errorCode().orElse(0);
            assertTrue(code >= 0 && code <= 999_999, () -> "code " + code);
            String advised = String.valueOf(UpnpErrors.failure(code, REFUSED).getMessage());
            assertTrue(advised.length() > REFUSED.length() + 1, advised);
        } else if (reply instanceof Reply.Done done) {
            MappingCodec.specificEntry(Protocol.TCP, 80, "", done)
                    .ifPresent(SoapPromises::checkMapping);
            MappingCodec.genericEntry(done).ifPresent(SoapPromises::checkMapping);
            checkStatus(WanActions.wanStatus(done, Optional.of(done)));
            checkAddress(done);
        }
    }

    private static void checkMapping(PortMapping mapping) {
        assertTrue(mapping.externalPort() >= 0 && mapping.externalPort() <= HIGHEST_PORT);
        assertTrue(mapping.internalPort() >= 0 && mapping.internalPort() <= HIGHEST_PORT);
        assertFalse(mapping.lease().isNegative());
        Printable.check(mapping.description());
        Printable.check(mapping.remoteHost());
    }

    private static void checkStatus(WanStatus status) {
        Printable.check(status.toString());
        assertFalse(status.uptime().orElse(Duration.ZERO).isNegative());
    }

    private static void checkAddress(Reply.Done done) {
        try {
            InetAddress address = WanActions.externalAddress("The router", done);
            assertTrue(AddressClass.of(address).isAssignable());
        } catch (GatewayException e) {
            Printable.check(String.valueOf(e.getMessage()));
        }
    }
}
