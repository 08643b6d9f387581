// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.outside;

import org.apache.commons.cli.Option;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.OptionSyntax;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The option {@code --helper}: a helper outside that the user trusts to be asked. */
public final class HelperOption {
    /** Its name, without dashes. */
    public static final String NAME = "helper";

    /** Where {@code helper} listens unless it is told otherwise. */
    static final int DEFAULT_PORT = 8090;

    private HelperOption() {}

    /**
     * The option of a command.
     *
     * @param description what the helper is asked for
     */
    public static Option option(String description) {
        return OptionSyntax.value(NAME, "HOST[:PORT]|URL", description);
    }

    /**
     * The URL of the helper; empty without the option.
     *
     * @throws GatewayException for a value that names no helper
     */
    public static Optional<URI> of(Invocation invocation) throws GatewayException {
        return invocation.has(NAME)
                ? Optional.of(parse(invocation.text(NAME, "").strip()))
                : Optional.empty();
    }

    static URI parse(String text) throws GatewayException {
        try {
            URI url = new URI(text.contains("://") ? text : "http://" + authority(text));
            boolean usable =
                    "http".equalsIgnoreCase(url.getScheme())
                            && url.getHost() != null
                            && url.getRawUserInfo() == null;
            if (usable) {
                return url;
            }
        } catch (URISyntaxException e) {
            // As below.
        }
        throw new GatewayException(
                Reason.INVALID_ARGUMENT,
                "'"
                        + text
                        + "' is no helper: use HOST, HOST:PORT or a URL such as"
                        + " http://host.example:"
                        + DEFAULT_PORT
                        + ".");
    }

    /** A bare IPv6 address gets its brackets, and what has no port that of a helper. */
    private static String authority(String text) {
        boolean bare = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        String host = bare ? "[" + text + "]" : text;
        return host.matches(".*:\\d+") ? host : host + ":" + DEFAULT_PORT;
    }
}
