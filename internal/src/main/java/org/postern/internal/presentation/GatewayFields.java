// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.internal.json.JsonFields;

import java.util.Optional;

/** The facts of a gateway, as JSON has them. What is not known is null. */
public final class GatewayFields {
    private GatewayFields() {}

    /**
     * What is known of a gateway without asking it.
     *
     * @param info of the gateway
     * @return its fields, to which more can be added
     */
    public static JsonFields of(GatewayInfo info) {
        return new JsonFields()
                .put("gateway", info.id())
                .putText("name", info.name())
                .putText("manufacturer", info.manufacturer())
                .putText("modelName", info.modelName())
                .putText("udn", info.attribute(UpnpAttributes.UDN).orElse(""))
                .put("address", info.address())
                .put("localAddress", info.localAddress())
                .put("controlProtocol", info.controlProtocols().stream().findFirst())
                .put("controlProtocols", info.controlProtocols())
                .put("descriptionUrl", info.attribute(UpnpAttributes.DESCRIPTION_URL))
                .put("controlUrl", info.attribute(UpnpAttributes.CONTROL_URL))
                .put("serviceType", info.attribute(UpnpAttributes.SERVICE_TYPE));
    }

    /**
     * Adds what a gateway was asked for.
     *
     * @param fields of the gateway
     * @param details its answers
     * @return the fields
     */
    public static JsonFields add(JsonFields fields, GatewayDetails details) {
        Optional<WanStatus> status = details.status();
        Optional<Traffic> traffic = details.traffic();
        return fields.put("connected", status.map(WanStatus::connected))
                .put("wanStatus", status.map(WanStatus::status).filter(GatewayDetails::isDisclosed))
                .put(
                        "lastError",
                        status.map(WanStatus::lastError).filter(GatewayDetails::isDisclosed))
                .put(
                        "uptimeSeconds",
                        status.flatMap(WanStatus::uptime).map(time -> time.toSeconds()))
                .put(
                        "connectionType",
                        status.map(WanStatus::connectionType).filter(GatewayDetails::isDisclosed))
                .put("externalAddress", details.externalAddress())
                .put(
                        "accessType",
                        details.link()
                                .map(LinkProperties::accessType)
                                .filter(GatewayDetails::isDisclosed))
                .put(
                        "linkStatus",
                        details.link()
                                .map(LinkProperties::linkStatus)
                                .filter(GatewayDetails::isDisclosed))
                .put("upstreamBitsPerSecond", details.upstream())
                .put("downstreamBitsPerSecond", details.downstream())
                .put("bytesSent", traffic.map(Traffic::bytesSent))
                .put("bytesReceived", traffic.map(Traffic::bytesReceived))
                .put("packetsSent", traffic.map(Traffic::packetsSent))
                .put("packetsReceived", traffic.map(Traffic::packetsReceived));
    }
}
