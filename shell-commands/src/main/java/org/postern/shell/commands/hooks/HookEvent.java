// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.internal.presentation.EventFields;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event that a program is to be run on.
 *
 * @param subject what it is about: a gateway, a port on one gateway over one family, or whether a
 *     port is reached
 * @param kind of a gateway or port; empty for what a helper outside found
 * @param variables the facts
 */
record HookEvent(
        List<Object> subject, Optional<KeeperEvent.Kind> kind, Map<String, String> variables) {
    HookEvent {
        variables = Map.copyOf(variables);
    }

    static HookEvent of(KeeperEvent event) {
        Map<String, @Nullable Object> fields = EventFields.of(event);
        String first = event.request().isEmpty() ? "gateway" : "port";
        return new HookEvent(
                subject(
                        first,
                        fields.get(EventFields.GATEWAY),
                        fields.get(EventFields.FAMILY),
                        fields.get(EventFields.PROTOCOL),
                        fields.get(EventFields.REQUESTED_PORT)),
                Optional.of(event.kind()),
                variables(fields, event.gatewayInfo()));
    }

    static HookEvent of(PortReach reach) {
        return new HookEvent(
                subject("reach", reach.family(), reach.key()),
                Optional.empty(),
                variables(EventFields.of(reach), Optional.empty()));
    }

    private static List<Object> subject(@Nullable Object... parts) {
        return Arrays.stream(parts).map(each -> (Object) String.valueOf(each)).toList();
    }

    private static Map<String, String> variables(
            Map<String, @Nullable Object> fields, Optional<GatewayInfo> gateway) {
        Map<String, String> variables = new HashMap<>(EventVariables.of(fields));
        variables.put(
                EventVariables.GATEWAY_NAME,
                EventVariables.text(gateway.map(GatewayInfo::name).orElse("")));
        variables.put(
                EventVariables.GATEWAY_ADDRESS,
                gateway.map(each -> each.address().getHostAddress()).orElse(""));
        return variables;
    }

    /** Such as {@code PORT_OPENED}. */
    String name() {
        return variables.getOrDefault(EventVariables.EVENT, "");
    }

    boolean isClosing() {
        return is(KeeperEvent.Kind.PORT_CLOSED);
    }

    boolean is(KeeperEvent.Kind... kinds) {
        return kind.filter(Arrays.asList(kinds)::contains).isPresent();
    }
}
