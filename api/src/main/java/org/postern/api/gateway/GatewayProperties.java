// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/**
 * The service properties of a {@link Gateway} service, all text but {@link #REVISION}. A property
 * whose fact is unknown is missing. All but {@link #EXTERNAL_ADDRESS} and {@link #REVISION} last as
 * long as the service.
 */
public final class GatewayProperties {
    /** {@link GatewayInfo#id()}. */
    public static final String ID = "postern.gateway.id";

    /** {@link GatewayInfo#controlProtocol()}. */
    public static final String CONTROL_PROTOCOL = "postern.gateway.control.protocol";

    /** {@link GatewayInfo#name()}. */
    public static final String NAME = "postern.gateway.name";

    /** {@link GatewayInfo#manufacturer()}. */
    public static final String MANUFACTURER = "postern.gateway.manufacturer";

    /** {@link GatewayInfo#modelName()}. */
    public static final String MODEL_NAME = "postern.gateway.model.name";

    /** {@link GatewayInfo#udn()}. */
    public static final String UDN = "postern.gateway.udn";

    /** {@link GatewayInfo#address()} as a literal. */
    public static final String ADDRESS = "postern.gateway.address";

    /** {@link GatewayInfo#localAddress()} as a literal. */
    public static final String LOCAL_ADDRESS = "postern.gateway.local.address";

    /**
     * {@link GatewayState#externalAddress()} as a literal; missing while the router has none.
     */
    public static final String EXTERNAL_ADDRESS = "postern.gateway.external.address";

    /** {@link GatewayInfo#descriptionUrl()}. */
    public static final String DESCRIPTION_URL = "postern.gateway.description.url";

    /** {@link GatewayInfo#controlUrl()}. */
    public static final String CONTROL_URL = "postern.gateway.control.url";

    /** {@link GatewayInfo#serviceType()}. */
    public static final String SERVICE_TYPE = "postern.gateway.service.type";

    /** {@link GatewayState#revision()}, a {@link Long}. */
    public static final String REVISION = "postern.gateway.revision";

    private GatewayProperties() {}
}
