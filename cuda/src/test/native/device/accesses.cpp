// ld, st and atom.
#include "decoder.h"
#include "launch.h"

namespace device {
namespace {

template <class T> void load(Thread& t, const Instruction& i) {
    const uint8_t* memory = t.reach(i, sizeof(T) * i.count, false, false);
    for (unsigned n = 0; n < i.count; n++) {
        T value;
        memcpy(&value, memory + n * sizeof(T), sizeof value);
        t.write(i.vector[n], value);
    }
}

template <class T> void store(Thread& t, const Instruction& i) {
    uint8_t* memory = t.reach(i, sizeof(T) * i.count, true, false);
    for (unsigned n = 0; n < i.count; n++) {
        T value = t.read<T>(i.vector[n]);
        memcpy(memory + n * sizeof(T), &value, sizeof value);
    }
}

// One indivisible step, in whatever order the threads come.
template <class T, class Op> void atomic(Thread& t, const Instruction& i) {
    uint8_t* memory = t.reach(i, sizeof(T), true, true);
    T old;
    memcpy(&old, memory, sizeof old);
    T changed = Op()(old, t.read<T>(i.src[1]));
    memcpy(memory, &changed, sizeof changed);
    t.write(i.dst, old);
}

struct AccessForms {
    Forms& all;
    Space space;
    std::string space_name;

    Form& add(const std::string& name, Handler run, std::vector<Place> places) {
        Form form;
        form.does.run = run;
        form.does.space = space;
        form.places = std::move(places);
        form.wider = true;
        return all[name] = form;
    }

    template <class T> void loads_and_stores(const std::string& type_name, Type type, T) {
        for (unsigned count : {1u, 2u, 4u}) {
            if (count * sizeof(T) > 16) {
                continue;
            }
            std::string type_and_count = (count == 1 ? "" : ".v" + std::to_string(count)) + type_name;
            std::vector<Place> to{{Place::Results, type}, {Place::Memory}}, from{{Place::Memory}, {Place::Sources, type}};
            add("ld" + space_name + type_and_count, load<T>, to).does.count = count;
            if (space == Space::Param) {
                continue;
            }
            add("st" + space_name + type_and_count, store<T>, from).does.count = count;
            for (bool write : {false, true}) {
                Instruction& does = add((write ? "st.volatile" : "ld.volatile") + space_name + type_and_count,
                                        write ? store<T> : load<T>, write ? from : to).does;
                does.count = count;
                does.strong = true;
            }
            if (space == Space::Global) {
                Instruction& does = add("ld.global.nc" + type_and_count, load<T>, to).does;
                does.count = count;
                does.non_coherent = true;
            }
        }
    }

    template <class T, class Op> void atomic_of(const std::string& name, Type type, T, Op) {
        Form& form = add("atom" + space_name + name, atomic<T, Op>, {{Place::Result, type}, {Place::Memory}, {Place::Source, type}});
        form.does.strong = true;
        form.wider = false;
    }

    template <class T> void atomics_of(const std::string& type_name, Type type, T zero) {
        atomic_of(".add" + type_name, type, zero, [](T old, T b) -> T { return old + b; });
        atomic_of(".min" + type_name, type, zero, [](T old, T b) { return b < old ? b : old; });
        atomic_of(".max" + type_name, type, zero, [](T old, T b) { return b > old ? b : old; });
    }
};

} // namespace

void add_accesses(Forms& all) {
    for (AccessForms a : {AccessForms{all, Space::Global, ".global"}, AccessForms{all, Space::Shared, ".shared"},
                       AccessForms{all, Space::Param, ".param"}}) {
        for (const char* name : {".b32", ".u32", ".s32"}) {
            a.loads_and_stores(name, Type::U32, uint32_t());
        }
        for (const char* name : {".b64", ".u64", ".s64"}) {
            a.loads_and_stores(name, Type::U64, uint64_t());
        }
        a.loads_and_stores(".f64", Type::F64, double());
        if (a.space != Space::Param) {
            a.atomics_of(".u32", Type::U32, uint32_t());
            a.atomics_of(".u64", Type::U64, uint64_t());
            a.atomic_of(".exch.b32", Type::U32, uint32_t(), [](uint32_t, uint32_t b) { return b; });
            a.atomic_of(".exch.b64", Type::U64, uint64_t(), [](uint64_t, uint64_t b) { return b; });
        }
    }
}

} // namespace device
