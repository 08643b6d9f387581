// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.quirk.control.Around;
import org.postern.simulator.quirk.control.OddList;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.UpnpError;

import java.util.List;

/** How mappings are listed and looked up: chapter A of {@code docs/quirks.md}. */
public final class TableQuirks {
    /** Another end. */
    public static final Quirk LIST_ENDS_714 =
            new Quirk(
                    "list-ends-714",
                    "A24",
                    "the list ends with 714",
                    end(UpnpError.NO_SUCH_ENTRY.fault()));

    /** Another end. */
    public static final Quirk LIST_ENDS_402 =
            new Quirk(
                    "list-ends-402",
                    "A24",
                    "the list ends with 402",
                    end(UpnpError.INVALID_ARGS.fault("Invalid NewPortMappingIndex")));

    /** Another end. */
    public static final Quirk LIST_ENDS_501 =
            new Quirk(
                    "list-ends-501",
                    "A24",
                    "the list ends with 501",
                    end(UpnpError.ACTION_FAILED.fault()));

    /** No end. */
    public static final Quirk LIST_REPEATS =
            new Quirk(
                    "list-repeats",
                    "A25",
                    "the last entry of the list comes again and again",
                    list(OddList.repeatingTheLast()));

    /** No end. */
    public static final Quirk LIST_LOOPS =
            new Quirk(
                    "list-loops",
                    "A25",
                    "after its last entry the list starts again",
                    list(OddList.startingAgain()));

    /** No end. */
    public static final Quirk LIST_ENDLESS =
            new Quirk(
                    "list-endless",
                    "A25",
                    "after its last entry the list goes on with entries made up",
                    list(OddList.withoutEnd()));

    /** Another start. */
    public static final Quirk LIST_FROM_1 =
            new Quirk("list-from-1", "A26", "the list starts at index 1", list(OddList.fromOne()));

    /** Less than there was. */
    public static final Quirk LIST_SHRINKS =
            new Quirk(
                    "list-shrinks",
                    "A24",
                    "an entry goes while the list is read, and the others move up",
                    list(OddList.shrinking()));

    /** Not found, said otherwise. */
    public static final Quirk SPECIFIC_402 =
            new Quirk(
                    "specific-402",
                    "A27",
                    "a mapping that is not there is 402 to GetSpecificPortMappingEntry",
                    Around.refused(
                            "GetSpecificPortMappingEntry",
                            UpnpError.NO_SUCH_ENTRY,
                            UpnpError.INVALID_ARGS.fault("Invalid ExternalPort")));

    /** Not there and yet taken. */
    public static final Quirk HIDDEN_714 =
            new Quirk(
                    "hidden-714",
                    "A27",
                    "a mapping that is there is 714 to GetSpecificPortMappingEntry",
                    Around.action(
                            "GetSpecificPortMappingEntry",
                            (plain, arguments, caller) -> {
                                throw UpnpError.NO_SUCH_ENTRY.fault();
                            }));

    static final List<Quirk> ALL =
            List.of(
                    LIST_ENDS_714,
                    LIST_ENDS_402,
                    LIST_ENDS_501,
                    LIST_REPEATS,
                    LIST_LOOPS,
                    LIST_ENDLESS,
                    LIST_FROM_1,
                    LIST_SHRINKS,
                    SPECIFIC_402,
                    HIDDEN_714);

    private TableQuirks() {}

    private static RouterHook end(ActionFault said) {
        return Around.refused(OddList.ACTION, UpnpError.INDEX_INVALID, said);
    }

    private static RouterHook list(Around.Way way) {
        return Around.action(OddList.ACTION, way);
    }
}
