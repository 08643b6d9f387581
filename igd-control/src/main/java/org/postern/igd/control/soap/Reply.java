package org.postern.igd.control.soap;

import org.postern.igd.control.description.Text;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlFormatException;
import org.postern.igd.control.xml.XmlReader;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What a service answered to an action. */
public sealed interface Reply {
    /**
     * The action was done.
     *
     * @param arguments the out arguments by name, without regard to case (quirk A34); values as
     *     they came, trimmed
     */
    record Done(Map<String, String> arguments) implements Reply {
        /**
         * An out argument.
         *
         * @param name as in the standard
         * @return empty when it did not come
         */
        public Optional<String> argument(String name) {
            return Optional.ofNullable(arguments.get(name));
        }
    }

    /**
     * The service refused.
     *
     * @param errorCode of UPnP; empty when the fault holds none
     * @param description the router's words, cleaned; may be empty
     */
    record Fault(OptionalInt errorCode, String description) implements Reply {}

    /**
     * The device refused in HTTP alone.
     *
     * @param status 300..999
     */
    record HttpRefusal(int status) implements Reply {}

    /** A success that holds no response: what the action did is unknown. */
    record Nothing() implements Reply {}

    /**
     * Reads an answer. A fault counts first, the status second (quirk A35), the content type not at
     * all (A36).
     *
     * @param response as it came
     * @return the reply
     * @throws XmlFormatException when a successful answer cannot be read
     */
    static Reply read(HttpResponse response) throws XmlFormatException {
        boolean good = response.status() / 100 == 2;
        if (isBlank(response.body())) {
            return good ? new Nothing() : new HttpRefusal(response.status());
        }
        try {
            XmlElement root = XmlReader.read(response.body());
            Optional<XmlElement> fault = root.find("Fault").or(() -> root.find("UPnPError"));
            if (fault.isPresent()) {
                return fault(fault.get());
            }
            return good ? done(root) : new HttpRefusal(response.status());
        } catch (XmlFormatException e) {
            if (good) {
                throw e;
            }
            return new HttpRefusal(response.status());
        }
    }

    private static Fault fault(XmlElement fault) {
        String code = fault.find("errorCode").map(XmlElement::text).orElse("");
        String words =
                fault.find("errorDescription")
                        .or(() -> fault.find("faultstring"))
                        .map(XmlElement::text)
                        .orElse("");
        OptionalInt number =
                code.matches("[0-9]{1,6}")
                        ? OptionalInt.of(Integer.parseInt(code))
                        : OptionalInt.empty();
        return new Fault(number, Text.clean(words));
    }

    private static Reply done(XmlElement root) throws XmlFormatException {
        Optional<XmlElement> body = root.find("Body");
        if (body.isEmpty() && !root.name().endsWith("Response")) {
            throw new XmlFormatException("the document is no SOAP");
        }
        return body.map(found -> found.children().stream().findFirst())
                .orElse(Optional.of(root))
                .map(Reply::arguments)
                .orElseGet(Nothing::new);
    }

    private static Reply arguments(XmlElement response) {
        Map<String, String> arguments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.children().forEach(child -> arguments.putIfAbsent(child.name(), child.text()));
        return new Done(arguments);
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if ((b & 0xff) > ' ') {
                return false;
            }
        }
        return true;
    }
}
