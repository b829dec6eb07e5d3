"""Makes the .npy files beside it with NumPy: python3 make.py (they were made by NumPy 2.4.6)."""
import numpy as np

a = np.array([[0.0, -0.0, 5e-324], [1 / 3, 1.7976931348623157e308, np.nan], [np.inf, -np.inf, -2.5]])
for major in 1, 2, 3:
    with open(f"float64-v{major}.npy", "wb") as f:
        np.lib.format.write_array(f, a, version=(major, 0))
np.save("float32-column.npy", np.array([0.1, -3.0, 3.4e38], dtype="<f4"))
np.save("int32-matrix.npy", np.array([[1, -2], [2**31 - 1, -(2**31)]], dtype="<i4"))
np.save("int64-matrix.npy", np.array([[2**53, -1, 0]], dtype="<i8"))
np.save("labels-int32.npy", np.array([2, 0, 1, 2], dtype="<i4"))
np.save("labels-int64-column.npy", np.array([[1], [0], [1]], dtype="<i8"))
np.save("labels-int64-beyond-int.npy", np.array([0, 1, 2**32], dtype="<i8"))
for name in "int8", "uint8", "int16", "uint16", "uint32", "uint64":
    np.save(f"labels-{name}.npy", np.array([2, 0, 1, 2], dtype=name))
np.save("labels-bool.npy", np.array([True, False, True]))
np.save("labels-uint64-beyond-int.npy", np.array([0, 2**64 - 1], dtype="<u8"))
np.save("uint64-matrix.npy", np.array([[2**63, 2**64 - 1, 2**63 + 1025]], dtype="<u8"))
np.save("uint8-matrix.npy", np.array([[255, 0]], dtype="u1"))
np.save("int16-column.npy", np.array([[-(2**15)], [2**15 - 1]], dtype="<i2"))
np.save("uint32-column.npy", np.array([2**32 - 1, 0], dtype="<u4"))
for rows, columns in (1, 3), (3, 1):
    with open(f"fortran-{rows}x{columns}.npy", "wb") as f:
        data = {"descr": "<f8", "fortran_order": True, "shape": (rows, columns)}
        np.lib.format.write_array_header_1_0(f, data)
        f.write(np.arange(3.0).tobytes())
with open("python2.npy", "wb") as f:
    text = b"{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 1L), }"
    f.write(b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + np.arange(2.0).tobytes())
np.save("fortran.npy", np.asfortranarray(np.arange(6.0).reshape(2, 3)))
np.save("big-endian.npy", np.arange(3, dtype=">f8"))
np.save("float16.npy", np.arange(3, dtype="<f2"))
np.save("bool.npy", np.array([True, False]))
np.save("objects.npy", np.array([1, "a"], dtype=object), allow_pickle=True)
np.save("records.npy", np.zeros(2, dtype=[("benefit", "<f8"), ("cost", "<f8")]))
np.save("scalar.npy", np.array(1.5))
np.save("three-dimensions.npy", np.zeros((2, 1, 2)))
np.save("empty.npy", np.zeros((0, 3)))
np.savez("archive.npz", a=a)
