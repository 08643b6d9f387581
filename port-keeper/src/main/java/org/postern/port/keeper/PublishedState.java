// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayProperties;
import org.postern.port.keeper.internal.address.AddressLiteral;

import java.util.Optional;

/** Reads the state of a gateway from the properties of its service, which anybody can register. */
final class PublishedState {
    private PublishedState() {}

    static GatewayState of(ServiceReference<Gateway> reference) {
        return of(
                reference.getProperty(GatewayProperties.EXTERNAL_ADDRESS),
                reference.getProperty(GatewayProperties.REVISION));
    }

    static GatewayState of(@Nullable Object externalAddress, @Nullable Object revision) {
        return new GatewayState(
                externalAddress instanceof String text
                        ? AddressLiteral.parse(text)
                        : Optional.empty(),
                revision instanceof Long number ? number : 0);
    }
}
