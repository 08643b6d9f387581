// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.command;

import org.postern.simulator.PxpQuirk;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.RouterProtocol;
import org.postern.simulator.net.Addresses;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** With {@code help} only the usage is printed, with {@code list} only the quirks. */
record SimulateOptions(RouterConfig config, boolean help, boolean list, Output output) {
    /** How much is printed on standard output. */
    enum Output {
        /** What was started, then a line for each event. */
        LINES,
        /** One JSON object when ready. */
        JSON,
        /** Nothing, for a program that starts a router beside its own output. */
        NOTHING
    }

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    private static final Pattern UDN = Pattern.compile("uuid:[!-~]{1,128}");
    private static final int LONGEST_SECONDS = 86_400;
    private static final int MAX_PORT = 65_535;

    /** Where clients of PCP and NAT-PMP ask (RFC 6887, section 19). */
    private static final int PXP_PORT = 5351;

    static SimulateOptions parse(List<String> words) throws InvalidOptionException {
        RouterConfig config = RouterConfig.standard().withPxpPort(PXP_PORT);
        List<Quirk> quirks = new ArrayList<>();
        List<PxpQuirk> pxpQuirks = new ArrayList<>();
        boolean help = false;
        boolean list = false;
        Output output = Output.LINES;
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "--help" -> help = true;
                case "--list" -> list = true;
                case "--json" -> output = Output.JSON;
                case "--quiet" -> output = Output.NOTHING;
                case "--quirk" -> addQuirk(value(word, rest), quirks, pxpQuirks);
                default -> config = changed(config, word, rest);
            }
        }
        config =
                config.withQuirks(quirks.toArray(new Quirk[0]))
                        .withPxpQuirks(pxpQuirks.toArray(new PxpQuirk[0]));
        return new SimulateOptions(config, help, list, output);
    }

    private static RouterConfig changed(RouterConfig config, String word, Iterator<String> rest)
            throws InvalidOptionException {
        return switch (word) {
            case "--port" -> config.withHttpPort(port(word, "HTTP", value(word, rest)));
            case "--control" -> config.withControl(protocols(value(word, rest)));
            case "--pxp-port" ->
                    config.withPxpPort(port(word, "PCP and NAT-PMP", value(word, rest)));
            case "--pxp-ipv6" -> config.withPxpIpv6(true);
            case "--ipv6-firewall" -> config.withIpv6Firewall(true);
            case "--interface" -> config.withNetworkInterface(value(word, rest));
            case "--udn" -> config.withUdn(udn(value(word, rest)));
            case "--name" -> config.withFriendlyName(value(word, rest));
            case "--external-address" ->
                    config.withExternalAddress(address(word, value(word, rest)));
            case "--wan" -> config.withWanAddress(address(word, value(word, rest)));
            case "--max-age" -> config.withMaxAge(seconds(value(word, rest)));
            case "--igd" -> config.withIgdVersion(version(value(word, rest)));
            default ->
                    throw InvalidOptionException.usage(
                            (word.startsWith("-")
                                            ? "There is no option '"
                                            : "Unexpected argument '")
                                    + Addresses.printable(word)
                                    + "'.");
        };
    }

    private static String value(String option, Iterator<String> rest)
            throws InvalidOptionException {
        if (!rest.hasNext()) {
            throw InvalidOptionException.usage("The option " + option + " needs a value.");
        }
        return rest.next();
    }

    private static void addQuirk(String name, List<Quirk> quirks, List<PxpQuirk> pxpQuirks)
            throws InvalidOptionException {
        Quirk.named(name).ifPresent(quirks::add);
        PxpQuirk.named(name).ifPresent(pxpQuirks::add);
        if (Quirk.named(name).isEmpty() && PxpQuirk.named(name).isEmpty()) {
            throw InvalidOptionException.usage(
                    "There is no quirk '"
                            + Addresses.printable(name)
                            + "'; --list shows those there are.");
        }
    }

    private static int port(String option, String what, String text) throws InvalidOptionException {
        int port = number(option, text);
        if (port < 0 || port > MAX_PORT) {
            throw new InvalidOptionException(
                    ExitCodes.INVALID_PORT,
                    "The " + what + " port must be 0 (any) to 65535, not " + port + ".");
        }
        return port;
    }

    private static RouterProtocol[] protocols(String text) throws InvalidOptionException {
        List<RouterProtocol> protocols = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            protocols.add(
                    RouterProtocol.named(name.strip())
                            .orElseThrow(
                                    () ->
                                            new InvalidOptionException(
                                                    ExitCodes.INVALID_PARAM,
                                                    "--control takes upnp, pcp and nat-pmp, with"
                                                            + " commas between them, not '"
                                                            + Addresses.printable(text)
                                                            + "'.")));
        }
        return protocols.toArray(new RouterProtocol[0]);
    }

    private static int version(String text) throws InvalidOptionException {
        int version = number("--igd", text);
        if (version != 1 && version != 2) {
            throw new InvalidOptionException(
                    ExitCodes.INVALID_PARAM,
                    "The IGD version must be 1 or 2, not " + version + ".");
        }
        return version;
    }

    private static Duration seconds(String text) throws InvalidOptionException {
        int seconds = number("--max-age", text);
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new InvalidOptionException(
                    ExitCodes.INVALID_PARAM,
                    "An announcement holds for 1 to "
                            + LONGEST_SECONDS
                            + " seconds, not "
                            + seconds
                            + ".");
        }
        return Duration.ofSeconds(seconds);
    }

    private static int number(String option, String text) throws InvalidOptionException {
        if (!NUMBER.matcher(text).matches()) {
            throw InvalidOptionException.usage(
                    option + " takes a number, not '" + Addresses.printable(text) + "'.");
        }
        return Integer.parseInt(text);
    }

    private static String udn(String text) throws InvalidOptionException {
        if (!UDN.matcher(text).matches()) {
            throw new InvalidOptionException(
                    ExitCodes.INVALID_PARAM,
                    "A UDN is \"uuid:\" and then printable characters, such as a UUID.");
        }
        return text;
    }

    private static String address(String option, String text) throws InvalidOptionException {
        if (Addresses.ipv4(text).isEmpty()) {
            throw new InvalidOptionException(
                    ExitCodes.INVALID_PARAM,
                    option + " takes an IPv4 address, not \"" + Addresses.printable(text) + "\".");
        }
        return text;
    }
}
