// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.output.PortNames;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events remain on the screen: troubles, the events that end them, and ports that were opened
 * with something to say of them. The same event of several ports is one line, and a second one with
 * the other ports. Used by one thread.
 */
final class TroubleLines {
    private final EventHints hints;
    private final Set<Place> troubled = new HashSet<>();
    private final Set<Place> unreached = new HashSet<>();
    private final List<PortKey> likewise = new ArrayList<>();

    /** A port over one family. */
    private record Place(PortKey key, Optional<AddressFamily> family) {}

    private boolean gatewayTroubled;
    private String subject = "";

    TroubleLines(EventHints hints) {
        this.hints = hints;
    }

    /** The lines to print at once. */
    List<String> lines(KeeperEvent event) {
        if (!isTrouble(event.kind()) && !endsTrouble(event)) {
            return List.of();
        }
        note(event);
        return lines(
                event.kind() + " " + event.sentence(), keys(event), EventLines.text(event, hints));
    }

    /** The lines to print at once: that a port is not reached from outside, and that it is again. */
    List<String> lines(PortReach reach) {
        Place place = new Place(reach.key(), Optional.of(reach.family()));
        if (reach.state() != PortReach.State.REACHED) {
            unreached.add(place);
        } else if (!unreached.remove(place)) {
            return List.of();
        }
        return lines(
                reach.state() + " " + reach.sentence(),
                List.of(reach.key()),
                EventLines.text(reach));
    }

    /** The same of another port is said later. */
    private List<String> lines(String about, List<PortKey> keys, String text) {
        String plain = PortNames.removedFrom(about, keys);
        if (plain.equals(subject) && !keys.isEmpty()) {
            likewise.addAll(keys);
            return List.of();
        }
        List<String> lines = new ArrayList<>(rest().stream().toList());
        subject = plain;
        lines.add(text);
        return lines;
    }

    /** The ports for which the last line holds as well, once there are no more events. */
    Optional<String> rest() {
        if (likewise.isEmpty()) {
            return Optional.empty();
        }
        String ports = PortNames.of(likewise);
        likewise.clear();
        return Optional.of("The same for " + ports + ".");
    }

    private void note(KeeperEvent event) {
        boolean trouble = isTrouble(event.kind());
        if (event.request().isEmpty()) {
            gatewayTroubled = trouble;
        } else if (trouble) {
            troubled.addAll(places(event));
        } else {
            places(event).forEach(troubled::remove);
        }
    }

    private boolean endsTrouble(KeeperEvent event) {
        return switch (event.kind()) {
            case GATEWAY_FOUND -> gatewayTroubled;
            case PORT_OPENED, PORT_RENEWED ->
                    !event.notes().isEmpty() || places(event).stream().anyMatch(troubled::contains);
            default -> false;
        };
    }

    private static boolean isTrouble(KeeperEvent.Kind kind) {
        return switch (kind) {
            case GATEWAY_GONE,
                    GATEWAY_MISSING,
                    PORT_NOT_RENEWED,
                    PORT_LOST,
                    PORT_WAITING,
                    PORT_TAKEN,
                    PORT_REFUSED,
                    PORT_CHANGED ->
                    true;
            case GATEWAY_FOUND, GATEWAY_CHANGED, PORT_OPENED, PORT_RENEWED, PORT_CLOSED -> false;
        };
    }

    private static List<Place> places(KeeperEvent event) {
        return keys(event).stream().map(each -> new Place(each, event.family())).toList();
    }

    private static List<PortKey> keys(KeeperEvent event) {
        return event.request().map(MappingRequest::keys).orElse(List.of());
    }
}
