// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.publication;

import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayProperties;

import java.util.Dictionary;
import java.util.Hashtable;

/** The service properties of a gateway. */
final class ServiceFacts {
    private ServiceFacts() {}

    static Dictionary<String, Object> properties(GatewayInfo info, GatewayState state) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(GatewayProperties.ID, info.id());
        properties.put(
                GatewayProperties.CONTROL_PROTOCOL, info.controlProtocols().toArray(String[]::new));
        putIfKnown(properties, GatewayProperties.NAME, info.name());
        putIfKnown(properties, GatewayProperties.MANUFACTURER, info.manufacturer());
        putIfKnown(properties, GatewayProperties.MODEL_NAME, info.modelName());
        properties.put(GatewayProperties.ADDRESS, info.address().getHostAddress());
        properties.put(GatewayProperties.LOCAL_ADDRESS, info.localAddress().getHostAddress());
        state.externalAddress()
                .ifPresent(
                        address ->
                                properties.put(
                                        GatewayProperties.EXTERNAL_ADDRESS,
                                        address.getHostAddress()));
        properties.put(GatewayProperties.REVISION, state.revision());
        info.attributes()
                .forEach(
                        (attribute, value) ->
                                putIfKnown(properties, attribute.name(), value.toString()));
        return properties;
    }

    private static void putIfKnown(
            Dictionary<String, Object> properties, String key, String value) {
        if (!value.isEmpty()) {
            properties.put(key, value);
        }
    }
}
