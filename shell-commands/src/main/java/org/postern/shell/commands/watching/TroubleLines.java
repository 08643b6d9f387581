// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

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
 * Which events remain on the screen: troubles, and the events that end them. The same event of
 * several ports is one line, and a second one with the other ports. Used by one thread.
 */
final class TroubleLines {
    private final Set<Place> troubled = new HashSet<>();
    private final List<PortKey> likewise = new ArrayList<>();

    /** A port over one family. */
    private record Place(PortKey key, Optional<AddressFamily> family) {}

    private boolean gatewayTroubled;
    private String subject = "";

    /** The lines to print at once. */
    List<String> lines(KeeperEvent event) {
        if (!isTrouble(event.kind()) && !endsTrouble(event)) {
            return List.of();
        }
        note(event);
        String about = event.kind() + SimilarTexts.withoutPort(event.sentence(), keys(event));
        if (about.equals(subject) && event.request().isPresent()) {
            likewise.addAll(keys(event));
            return List.of();
        }
        List<String> lines = new ArrayList<>(rest().stream().toList());
        subject = about;
        lines.add(EventLines.text(event));
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
            case PORT_OPENED, PORT_RENEWED -> places(event).stream().anyMatch(troubled::contains);
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
