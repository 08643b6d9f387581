// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.gateway.GatewayState;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the state of a gateway from the properties of its service, which anybody can register. */
final class PublishedState {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** What has a colon in it is never looked up as a name. */
    private static final Pattern LITERAL =
            Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[\\da-fA-F.]*:[\\da-fA-F:.]*");

    private PublishedState() {}

    static GatewayState of(ServiceReference<Gateway> reference) {
        return of(
                reference.getProperty(GatewayProperties.EXTERNAL_ADDRESS),
                reference.getProperty(GatewayProperties.REVISION));
    }

    static GatewayState of(@Nullable Object externalAddress, @Nullable Object revision) {
        return new GatewayState(
                externalAddress instanceof String text ? address(text) : Optional.empty(),
                revision instanceof Long number ? number : 0);
    }

    private static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
