// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import org.postern.api.gateway.Attribute;
import org.postern.api.gateway.GatewayInfo;

import java.net.URI;

/** What UPnP reports about a gateway besides {@link GatewayInfo} itself. */
public final class UpnpAttributes {
    /** The name of this control protocol in {@link GatewayInfo#controlProtocols()}. */
    public static final String CONTROL_PROTOCOL = "upnp";

    /** The unique device name; makers reuse it (quirk S5). */
    public static final Attribute<String> UDN =
            new Attribute<>("postern.gateway.udn", String.class);

    /** Where the device describes itself; the id of a gateway that answered over UPnP first. */
    public static final Attribute<URI> DESCRIPTION_URL =
            new Attribute<>("postern.gateway.description.url", URI.class);

    /** Where the chosen WAN service takes its actions. */
    public static final Attribute<URI> CONTROL_URL =
            new Attribute<>("postern.gateway.control.url", URI.class);

    /** The type of the chosen WAN service. */
    public static final Attribute<String> SERVICE_TYPE =
            new Attribute<>("postern.gateway.service.type", String.class);

    private UpnpAttributes() {}
}
