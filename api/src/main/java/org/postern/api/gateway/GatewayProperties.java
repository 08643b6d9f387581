// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/**
 * The service properties of a {@link Gateway} service, text unless said otherwise. A property whose
 * fact is unknown is missing. What is known does not change while the service lives, but for {@link
 * #CONTROL_PROTOCOL}, {@link #EXTERNAL_ADDRESS} and {@link #REVISION}; more becomes known when a
 * further control protocol reaches the gateway. The {@link GatewayInfo#attributes()} are properties
 * too, each under its {@link Attribute#name()}.
 */
public final class GatewayProperties {
    /** {@link GatewayInfo#id()}. */
    public static final String ID = "postern.gateway.id";

    /** {@link GatewayInfo#controlProtocols()}, a {@code String[]}. */
    public static final String CONTROL_PROTOCOL = "postern.gateway.control.protocol";

    /** {@link GatewayInfo#name()}. */
    public static final String NAME = "postern.gateway.name";

    /** {@link GatewayInfo#manufacturer()}. */
    public static final String MANUFACTURER = "postern.gateway.manufacturer";

    /** {@link GatewayInfo#modelName()}. */
    public static final String MODEL_NAME = "postern.gateway.model.name";

    /** {@link GatewayInfo#address()} as a literal. */
    public static final String ADDRESS = "postern.gateway.address";

    /** {@link GatewayInfo#localAddress()} as a literal. */
    public static final String LOCAL_ADDRESS = "postern.gateway.local.address";

    /**
     * {@link org.postern.api.finder.GatewayState#externalAddress()} as a literal; missing while the
     * router has none.
     */
    public static final String EXTERNAL_ADDRESS = "postern.gateway.external.address";

    /** {@link org.postern.api.finder.GatewayState#revision()}, a {@link Long}. */
    public static final String REVISION = "postern.gateway.revision";

    private GatewayProperties() {}
}
