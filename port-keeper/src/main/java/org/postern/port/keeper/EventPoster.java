// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.postern.api.gateway.Watch;
import org.postern.api.keeper.KeeperEvent;
import org.postern.port.keeper.configuration.ConfiguredProtocol;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Posts events to the Event Admin, see {@link KeeperTopics}. */
@Component(
        service = {},
        immediate = true)
public final class EventPoster {
    private static final String PORT_KINDS = "PORT_";
    private static final String GATEWAY_KINDS = "GATEWAY_";

    private final RunningKeeper running;
    private final EventAdmin events;
    private Watch watch = () -> {};

    @Activate
    public EventPoster(@Reference KeeperComponent keeper, @Reference EventAdmin events) {
        running = keeper.running();
        this.events = events;
    }

    @Activate
    void start() {
        watch = running.keeper().watch(event -> events.postEvent(posted(event)));
    }

    @Deactivate
    void stop() {
        watch.close();
    }

    private static Event posted(KeeperEvent event) {
        return new Event(topic(event.kind()), properties(event));
    }

    static String topic(KeeperEvent.Kind kind) {
        String name = kind.name();
        return name.startsWith(PORT_KINDS)
                ? KeeperTopics.PORT + name.substring(PORT_KINDS.length())
                : KeeperTopics.GATEWAY + name.substring(GATEWAY_KINDS.length());
    }

    static Map<String, Object> properties(KeeperEvent event) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(KeeperTopics.TIMESTAMP, event.at().toEpochMilli());
        properties.put(KeeperTopics.MESSAGE, event.sentence());
        event.gatewayInfo()
                .ifPresent(
                        gateway -> {
                            properties.put(KeeperTopics.GATEWAY_ID, gateway.id());
                            properties.put(KeeperTopics.GATEWAY_NAME, gateway.name());
                        });
        event.externalAddress()
                .ifPresent(
                        address ->
                                properties.put(
                                        KeeperTopics.EXTERNAL_ADDRESS, address.getHostAddress()));
        event.nextTry().ifPresent(at -> properties.put(KeeperTopics.NEXT_TRY, at.toEpochMilli()));
        event.family().ifPresent(each -> properties.put(KeeperTopics.FAMILY, each.name()));
        event.request()
                .ifPresent(
                        asked -> {
                            properties.put(
                                    KeeperTopics.PROTOCOL, ConfiguredProtocol.of(asked).name());
                            properties.put(KeeperTopics.EXTERNAL_PORT, asked.externalPort());
                            properties.put(
                                    KeeperTopics.INTERNAL_PORT, asked.effectiveInternalPort());
                            asked.client().ifPresent(each -> putClient(properties, each));
                        });
        event.port()
                .ifPresent(
                        port -> {
                            properties.put(KeeperTopics.PROTOCOL, port.mapping().protocol().name());
                            properties.put(
                                    KeeperTopics.EXTERNAL_PORT, port.mapping().externalPort());
                            properties.put(
                                    KeeperTopics.INTERNAL_PORT, port.mapping().internalPort());
                            putClient(properties, port.mapping().internalClient());
                        });
        return properties;
    }

    /** Some routers do not disclose it. */
    private static void putClient(Map<String, Object> properties, InetAddress client) {
        if (!client.isAnyLocalAddress()) {
            properties.put(KeeperTopics.INTERNAL_CLIENT, client.getHostAddress());
        }
    }
}
