package org.postern.api.gateway;

import java.util.List;

/**
 * The gateway that a search settled on.
 *
 * @param gateway ready for use
 * @param reason one sentence: why this one
 * @param warnings one sentence each, such as that its external address is a private one
 */
public record GatewayChoice(Gateway gateway, String reason, List<String> warnings) {
    /** Copies the warnings. */
    public GatewayChoice {
        warnings = List.copyOf(warnings);
    }
}
